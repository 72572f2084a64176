-- hera.refuse_system_kind: system transactions (D15), and the entries that close a fiscal year, are written by their own
-- makers, never by a call. ZH004.
create or replace function hera.refuse_system_kind(p_type text)
returns void language plpgsql immutable set search_path = '' as $$
begin
  if hera.ledger_kind(p_type, '') = 'system' or p_type = 'GL_CLOSING' then
    raise exception using errcode = 'ZH004',
      message = format('HERA_RESERVED_KIND: %s is written only by its own endpoint', p_type),
      detail = json_build_object('kind', p_type)::text;
  end if;
end
$$;

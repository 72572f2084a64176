-- hera.birth_status: the posting status of a new transaction (D6): financial ones are posted unless the body says draft,
-- all others are drafts. Refuses: ZH009 for any other wish. Immutable, no locks.
create or replace function hera.birth_status(p_wish text, p_kind text)
returns text language plpgsql immutable set search_path = '' as $$
begin
  if p_wish not in ('draft', 'posted') or p_wish = 'posted' and p_kind = 'none' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: posting_status is draft or, for a financial '
      || 'transaction, posted', detail = '{"field": "posting_status"}';
  end if;
  return coalesce(p_wish, case p_kind when 'none' then 'draft' else 'posted' end);
end
$$;

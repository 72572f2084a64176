-- hera.transaction_kind: gl, financial or none, of a transaction with these lines (D5). Immutable, no locks.
create or replace function hera.transaction_kind(p_type text, p_smart_code text, p_lines jsonb[])
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_kind text := hera.ledger_kind(p_type, p_smart_code);
begin
  if v_kind <> 'gl' and exists (
      select from unnest(p_lines) l (value) where hera.is_gl_code(l.value ->> 'smart_code')) then
    return 'gl';
  end if;
  return v_kind;
end
$$;

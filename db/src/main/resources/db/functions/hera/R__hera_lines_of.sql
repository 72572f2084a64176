-- hera.lines_of: a transaction's lines by number, as a JSON array in text. No locks.
create or replace function hera.lines_of(p_organization_id uuid, p_transaction_id uuid)
returns text language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return coalesce((
    select '[' || string_agg(hera.line_item(l), ',' order by l.line_number) || ']'
    from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id), '[]');
end
$$;
grant execute on function hera.lines_of to hera_app;

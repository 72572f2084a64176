-- hera.closing_entries: the entries that close a fiscal year and are not reversed; empty while the year is open. No locks.
create or replace function hera.closing_entries(p_organization_id uuid, p_fiscal_year integer)
returns uuid[] language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return array(
    select t.id from public.universal_transactions t
    where t.organization_id = p_organization_id and t.transaction_type = 'GL_CLOSING' and not t.is_system
      and t.fiscal_year = p_fiscal_year and t.posting_status = 'posted' and t.reversal_of_id is null
      and t.withdrawn_of_id is null
    order by t.id);
end
$$;

-- hera.financial_drafts: the financial drafts dated into a fiscal period: [{transaction_id, transaction_number}], at most
-- 1,000 of them, void ones left out. No locks.
create or replace function hera.financial_drafts(p_organization_id uuid, p_code text)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('transaction_id', d.id, 'transaction_number', d.transaction_number) order by d.id)
    from (
      select t.id, t.transaction_number from public.universal_transactions t
      where t.organization_id = p_organization_id and t.fiscal_period = p_code and t.is_financial
        and t.posting_status = 'draft' and t.deleted_at is null and t.transaction_status <> 'VOID'
      order by t.id limit 1000
    ) d), '[]');
end
$$;

-- hera.sale_of: a sale of the request's organization, locked until the transaction ends, so that refunds of it come one after the other. Fails
-- the procedure with SALE_NOT_FOUND, or SALE_REVERSED. Locks: the sale.
create or replace function hera.sale_of(p_sale_id uuid)
returns public.universal_transactions language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
declare
  v_sale public.universal_transactions;
begin
  select * into v_sale from public.universal_transactions t
  where t.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and t.id = p_sale_id
    and t.transaction_type = 'POS_SALE' and t.origin_id is not null and t.deleted_at is null
  for no key update;
  if not found then
    perform hera.fail_procedure('SALE_NOT_FOUND', format('there is no sale %s', p_sale_id), jsonb_build_object('field', 'sale_id', 'sale_id', p_sale_id));
  elsif v_sale.posting_status = 'reversed' then
    perform hera.fail_procedure('SALE_REVERSED', 'the sale was reversed as a whole', jsonb_build_object('sale_id', p_sale_id));
  end if;
  return v_sale;
end
$$;

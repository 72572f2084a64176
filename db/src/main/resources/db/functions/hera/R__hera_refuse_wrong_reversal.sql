-- hera.refuse_wrong_reversal: only something posted is reversed, once, a reversal is not, and nothing of which something posted follows:
-- reversing a sale that was refunded would give the money back twice. ZH013, DETAIL {state}; ZH008 when there is none. No locks:
-- whoever lets something follow (hera.sale_of) locks the original, as whoever reverses it does.
create or replace function hera.refuse_wrong_reversal(p_organization_id uuid, p_original_id uuid)
returns void language plpgsql stable set search_path = '' as $$
declare
  v_original public.universal_transactions;
begin
  select * into v_original from public.universal_transactions t
  where t.organization_id = p_organization_id and t.id = p_original_id;
  if not found then
    raise exception using errcode = 'ZH008', message = 'HERA_FK_VIOLATION: reversal_of_id names a transaction that does not exist',
      detail = json_build_object('field', 'reversal_of_id', 'id', p_original_id)::text;
  elsif v_original.reversal_of_id is not null then
    perform hera.refuse_state('is_reversal', 'a reversal is not reversed',
      jsonb_build_object('reversal_of_id', v_original.reversal_of_id));
  elsif v_original.withdrawn_of_id is not null then
    perform hera.refuse_state('withdrawn', 'the transaction was withdrawn with its migration',
      jsonb_build_object('original_transaction_id', v_original.withdrawn_of_id));
  elsif v_original.posting_status = 'reversed' then
    perform hera.refuse_state('already_reversed', 'the transaction is reversed already',
      jsonb_build_object('reversal_transaction_id', v_original.reversed_by_id));
  elsif v_original.posting_status = 'draft' then
    perform hera.refuse_state('draft', 'a draft is not reversed but changed or deleted', null);
  elsif v_original.deleted_at is not null then
    perform hera.refuse_state('deleted', 'the transaction is deleted', null);
  elsif exists (
      select from public.universal_transactions t
      where t.organization_id = p_organization_id and t.origin_id = p_original_id and t.posting_status in ('posted', 'auto_posted')) then
    perform hera.refuse_state('followed', 'something posted follows from it, such as a refund: reverse that first', null);
  end if;
end
$$;

-- hera.refuse_wrong_reversal: only something posted is reversed, once, and a reversal is not. ZH013, DETAIL {state};
-- ZH008 when there is none. No locks.
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
  elsif v_original.posting_status = 'reversed' then
    perform hera.refuse_state('already_reversed', 'the transaction is reversed already',
      jsonb_build_object('reversal_transaction_id', v_original.reversed_by_id));
  elsif v_original.posting_status = 'draft' then
    perform hera.refuse_state('draft', 'a draft is not reversed but changed or deleted', null);
  elsif v_original.deleted_at is not null then
    perform hera.refuse_state('deleted', 'the transaction is deleted', null);
  end if;
end
$$;

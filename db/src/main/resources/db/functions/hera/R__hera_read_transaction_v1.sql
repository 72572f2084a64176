-- hera.read_transaction_v1: READ of the v1 functions: {success, action, transaction_id, transaction, data}. Reads only. ZH005.
create or replace function hera.read_transaction_v1(p_payload jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_id uuid := coalesce(p_payload ->> 'transaction_id', p_payload ->> 'id', p_payload -> 'header' ->> 'id')::uuid;
  v_item jsonb := hera.transaction_bundle(v_id, p_payload);
begin
  if v_item is null then
    raise exception using errcode = 'ZH005', message = 'HERA_TRANSACTION_NOT_FOUND: there is no such transaction';
  end if;
  return jsonb_build_object('success', true, 'action', 'READ', 'transaction_id', v_id, 'transaction', v_item, 'data', v_item);
end
$$;

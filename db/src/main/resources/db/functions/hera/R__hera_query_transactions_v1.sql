-- hera.query_transactions_v1: QUERY of the v1 functions: the filters of hera.read_transactions (status is
-- transaction_status) → {success, action, transactions, data, count, next_cursor?}. Reads only. Refuses: ZH009, ZH015.
create or replace function hera.query_transactions_v1(p_payload jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_page jsonb := hera.read_transactions(p_payload - array['header', 'lines', 'reason'], null);
begin
  return v_page || jsonb_build_object('action', 'QUERY', 'transactions', v_page -> 'data');
end
$$;

-- hera.transaction_bundle: one transaction as the v1 functions answer it: its item (hera.transaction_item) with lines and
-- dynamic fields; NULL when there is none. Reads only.
create or replace function hera.transaction_bundle(p_transaction_id uuid, p_options jsonb)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_read text := hera.read_transaction(p_transaction_id, p_options);
begin
  return substr(v_read, strpos(v_read, ' ') + 1)::jsonb;
end
$$;

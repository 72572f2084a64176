-- hera.transfer_items: what a transfer carries: [{entity_id, quantity, unit_cost, value}]. Reads only.
create or replace function hera.transfer_items(p_transfer_id uuid)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('entity_id', l.entity_id, 'quantity', l.quantity, 'unit_cost', l.unit_amount,
      'value', l.line_amount) order by l.line_number)
    from public.universal_transaction_lines l
    where l.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and l.transaction_id = p_transfer_id), '[]');
end
$$;

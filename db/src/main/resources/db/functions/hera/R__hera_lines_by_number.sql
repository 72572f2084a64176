-- hera.lines_by_number: a transaction's lines as {number: line}, empty values left out, for comparing and restoring. No locks.
create or replace function hera.lines_by_number(p_organization_id uuid, p_transaction_id uuid)
returns jsonb language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  return coalesce((
    select jsonb_object_agg(l.line_number, jsonb_strip_nulls(to_jsonb(l) - array['organization_id', 'id', 'transaction_id',
      'line_number', 'base_amount', 'created_at', 'updated_at', 'created_by', 'updated_by']))
    from public.universal_transaction_lines l
    where l.organization_id = p_organization_id and l.transaction_id = p_transaction_id), '{}');
end
$$;

-- hera.new_seal: the seal that follows p_last (NULL: the first), whole as it will be stored, so that it can be hashed before.
-- No locks.
create or replace function hera.new_seal(
  p_organization_id uuid, p_last public.universal_transactions, p_until hera.feed_place, p_count integer, p_entries bytea
) returns public.universal_transactions language plpgsql volatile set search_path = '' as $$
declare
  v_number bigint := coalesce((p_last.metadata ->> 'number')::bigint, 0) + 1;
  v_after hera.feed_place := hera.seal_end(p_last);
  v_now timestamptz := clock_timestamp();
  v_actor uuid := '00000000-0000-0000-0000-000000000000';
begin
  return jsonb_populate_record(null::public.universal_transactions, jsonb_build_object(
    'organization_id', p_organization_id, 'id', uuidv7(), 'transaction_type', 'SEAL',
    'transaction_code', lpad(v_number::text, 15, '0'), 'smart_code', 'HERA.CORE.AUDIT.LOG.SEALED.V1',
    'transaction_date', v_now, 'transaction_status', 'SEALED', 'created_at', v_now, 'updated_at', v_now, 'created_by', v_actor,
    'updated_by', v_actor, 'posting_status', 'draft', 'version', 1, 'business_context', '{}'::jsonb, 'is_financial', false,
    'is_gl', false,
    'metadata', jsonb_build_object('number', v_number, 'form', 2, 'previous', p_last.metadata ->> 'hash', 'count', p_count,
      'after', jsonb_build_array(v_after.cluster, v_after.xid::text, v_after.id),
      'until', jsonb_build_array(p_until.cluster, p_until.xid::text, p_until.id), 'entries', encode(p_entries, 'hex'))));
end
$$;

-- rpc.hera_validate_gl_balance_v2: whether debits equal credits per currency, of a stored transaction or of p_lines (both GL
-- forms): {success, is_balanced, valid, transaction_id, total_debits, total_credits, line_count, currencies: [{currency,
-- total_debits, total_credits, net_balance, line_count}]}. Reads only. SQLSTATEs: ZH001-ZH003, ZH005, ZH009.
create or replace function rpc.hera_validate_gl_balance_v2(
  p_organization_id uuid,
  p_transaction_id uuid default null,
  p_lines jsonb default null
) returns jsonb language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_currencies jsonb;
  v_balanced boolean;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, p_organization_id, 'viewer');
  if p_lines is not null and jsonb_typeof(p_lines) = 'array' then
    v_currencies := hera.balances_of(p_lines, hera.base_currency(p_organization_id));
  elsif p_transaction_id is null then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: p_transaction_id or p_lines is required',
      detail = '{"field": "p_transaction_id"}';
  elsif hera.read_transaction(p_transaction_id, '{"include_lines": false, "include_dynamic": false}') is null then
    raise exception using errcode = 'ZH005', message = 'HERA_TRANSACTION_NOT_FOUND: there is no such transaction';
  else
    v_currencies := hera.gl_balances(p_organization_id, p_transaction_id, false);
  end if;
  v_balanced := not v_currencies @? '$[*] ? (@.net_balance != 0)';
  return jsonb_build_object('success', true, 'is_balanced', v_balanced, 'valid', v_balanced, 'transaction_id', p_transaction_id,
    'currencies', v_currencies) || (
    select jsonb_build_object('total_debits', coalesce(sum((c.value ->> 'total_debits')::numeric), 0), 'total_credits',
      coalesce(sum((c.value ->> 'total_credits')::numeric), 0), 'line_count', coalesce(sum((c.value ->> 'line_count')::integer), 0))
    from jsonb_array_elements(v_currencies) c);
end
$$;
comment on function rpc.hera_validate_gl_balance_v2 is
  'Whether a transaction, or lines that are not stored yet, balance per currency.';
alter function rpc.hera_validate_gl_balance_v2 owner to hera_writer;
grant execute on function rpc.hera_validate_gl_balance_v2 to hera_app;

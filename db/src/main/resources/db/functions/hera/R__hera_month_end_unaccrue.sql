-- hera.month_end_unaccrue: HERA.FIN.CLOSE.MONTH.UNACCRUE.V1: undoes hera.month_end_accrue. An accrual and its reversal stand in the books
-- for good; what they did to the two months is booked the other way on the same two days, once (HERA.FIN.GL.JOURNAL.ACCRUAL_UNDONE.V1,
-- reference_number: the accrual). Without accruals nothing had happened. Answers {undone: [transaction ids]}. Locks: both periods
-- (shared), the accruals.
create or replace function hera.month_end_unaccrue(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_was public.universal_transactions;
  v_sides uuid[];
  v_accruals uuid[];
  v_undone jsonb := '[]';
begin
  if jsonb_typeof(p_inputs -> 'accruals') is distinct from 'array' then
    return '{}';
  end if;
  -- Gathered before: the ids of a join would have all transactions of the organization read.
  v_accruals := array(
    select i.id::uuid from jsonb_array_elements(p_inputs -> 'accruals') a,
      lateral unnest(array[a.value ->> 'transaction_id', a.value ->> 'reversal_transaction_id']) i (id)
    where i.id is not null);
  for v_was in
    select t.* from public.universal_transactions t
    where t.organization_id = v_here and t.id = any (v_accruals)
    order by t.id for no key update
  loop
    continue when exists (
      select from public.universal_transactions u
      where u.organization_id = v_here and u.smart_code = 'HERA.FIN.GL.JOURNAL.ACCRUAL_UNDONE.V1' and not u.is_system
        and u.reference_number = v_was.transaction_number);
    select array_agg(l.entity_id order by l.debit_amount nulls last) into v_sides from public.universal_transaction_lines l
    where l.organization_id = v_here and l.transaction_id = v_was.id;
    v_undone := v_undone || (hera.post_two_sides(jsonb_build_object('transaction_type', 'JOURNAL_ENTRY',
        'smart_code', 'HERA.FIN.GL.JOURNAL.ACCRUAL_UNDONE.V1', 'transaction_date', hera.utc(v_was.transaction_date),
        'currency_code', v_was.currency_code, 'reference_number', v_was.transaction_number,
        'metadata', jsonb_build_object('description', 'undone by run ' || (p_context ->> 'run_id'))),
      abs(v_was.total_amount), v_sides[2], v_sides[1]) -> 'transaction_id');
  end loop;
  return jsonb_build_object('undone', v_undone);
end
$$;
alter function hera.month_end_unaccrue owner to hera_writer;
grant execute on function hera.month_end_unaccrue to hera_app;

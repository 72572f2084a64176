-- hera.month_end_check: HERA.FIN.CLOSE.MONTH.CHECK.V1: what stands against closing a month: earlier periods that are open, financial drafts,
-- carts with lines that nobody has rung up, and books that do not balance, which the database lets nobody write. Answers {period_code,
-- last_day, next_day, transactions}. Reads only. Fails with the codes of its specification.
create or replace function hera.month_end_check(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_code text := p_inputs ->> 'period_code';
  v_days record;
  v_found jsonb;
  v_count bigint;
begin
  select * into v_days from hera.month_end_facts(v_code, coalesce(jsonb_array_length(p_inputs -> 'accruals'), 0) > 0);
  v_found := to_jsonb(hera.other_periods(v_here, v_code, true, true));
  if v_found <> '[]' then
    perform hera.fail_procedure('EARLIER_PERIODS_OPEN', 'earlier fiscal periods are open, the first is ' || (v_found ->> 0), jsonb_build_object('periods', v_found));
  end if;
  v_found := hera.financial_drafts(v_here, v_code);
  if v_found <> '[]' then
    perform hera.fail_procedure('DRAFTS_LEFT', format('%s financial drafts are dated into it, the first is %s', jsonb_array_length(v_found),
      v_found -> 0 ->> 'transaction_number'), jsonb_build_object('drafts', v_found));
  end if;
  select count(*), jsonb_agg(t.id) into v_count, v_found from public.universal_transactions t
  where t.organization_id = v_here and t.transaction_type = 'POS_CART' and not t.is_system and t.deleted_at is null
    and t.transaction_date >= hera.instant_of(v_code || '-01', 0) and t.transaction_date < hera.instant_of(v_days.next_day::text, 0)
    and hera.is_cart_open(t.transaction_status) and exists (
      select from public.universal_transaction_lines l where l.organization_id = t.organization_id and l.transaction_id = t.id);
  if v_count > 0 then
    perform hera.fail_procedure('CARTS_OPEN', format('%s carts are neither rung up nor cancelled, the first is %s', v_count, v_found ->> 0),
      jsonb_build_object('carts', v_found));
  end if;
  select count(distinct t.id), coalesce(sum(coalesce(l.debit_amount, 0) - coalesce(l.credit_amount, 0)) <> 0, false)::text::jsonb
  into v_count, v_found
  from public.universal_transactions t
  join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
  where t.organization_id = v_here and t.fiscal_period = v_code and t.is_gl and t.posting_status <> 'draft' and t.deleted_at is null;
  if v_found::boolean then
    perform hera.fail_procedure('BOOKS_UNBALANCED', 'debits and credits of the month differ: verify the seals', null);
  end if;
  return jsonb_build_object('period_code', v_code, 'last_day', v_days.last_day, 'next_day', v_days.next_day, 'transactions', v_count);
end
$$;
alter function hera.month_end_check owner to hera_writer;
grant execute on function hera.month_end_check to hera_app;

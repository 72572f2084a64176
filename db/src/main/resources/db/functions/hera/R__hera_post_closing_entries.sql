-- hera.post_closing_entries: takes what revenue and expense accounts hold before p_until to retained earnings, in one journal for
-- each branch, dated at the last instant before. Answers the journals' ids. The caller holds the last period, which is open.
-- Locks: hera.hold_period, hera.ledger_account.
create or replace function hera.post_closing_entries(
  p_organization_id uuid, p_fiscal_year integer, p_until timestamptz, p_reason text
) returns uuid[] language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_branches text[] := array(
    select distinct e.branch_id from hera.earnings_before(p_organization_id, p_until) e order by e.branch_id);
  v_branch text;
  v_ids uuid[] := '{}';
  v_new public.universal_transactions;
begin
  foreach v_branch in array v_branches loop
    insert into public.universal_transactions (organization_id, id, transaction_type, transaction_number, smart_code,
      transaction_date, currency_code, transaction_status, business_context, metadata, posting_status, is_gl)
    select p_organization_id, n.id, 'GL_CLOSING', hera.new_transaction_number(n.id), 'HERA.FIN.GL.YEAR.CLOSED.V1',
      p_until - interval '1 microsecond', hera.base_currency(p_organization_id), 'POSTED',
      jsonb_strip_nulls(jsonb_build_object('branch_id', v_branch)),
      jsonb_strip_nulls(jsonb_build_object('closes_fiscal_year', p_fiscal_year, 'reason', p_reason)), 'posted', true
    from (select uuidv7() as id) n
    returning * into v_new;
    perform hera.insert_closing_lines(v_new, v_branch, p_until);
    perform hera.log_change(p_organization_id, v_new.id, 'CREATE', v_new.transaction_type, v_new.smart_code, 1, p_reason,
      jsonb_build_object('subject', 'transaction', 'created', jsonb_build_object('transaction', jsonb_build_object(
        'transaction_type', v_new.transaction_type, 'transaction_number', v_new.transaction_number, 'smart_code', v_new.smart_code,
        'transaction_date', hera.utc(v_new.transaction_date)), 'lines', (
          select coalesce(jsonb_agg(l.value || jsonb_build_object('line_number', l.key::integer) order by l.key::integer), '[]')
          from jsonb_each(hera.lines_by_number(p_organization_id, v_new.id)) l),
        'dynamic', '{}'::jsonb, 'relationships', '[]'::jsonb)), null);
    v_ids := v_ids || v_new.id;
  end loop;
  return v_ids;
end
$$;

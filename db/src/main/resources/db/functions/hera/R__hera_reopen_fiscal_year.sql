-- hera.reopen_fiscal_year: takes the closing of a fiscal year back: its last period is open again and its closing entries are
-- reversed, dated like themselves. p_options: reason, which it needs. Answers {success, fiscal_year,
-- reversal_transactions, period_opened, message}.
-- Locks in order: advisory key, the organization's calendar, the last period (exclusive), the entries. Refuses: ZH003 without
-- finance_admin, ZH005 no such year, ZH009 reason, ZH013 not_closed, later_periods_closed, locked. Idempotent by the request's key.
create or replace function hera.reopen_fiscal_year(p_fiscal_year integer, p_options jsonb)
returns jsonb language plpgsql volatile security definer set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_codes text[];
  v_last record;
  v_entry public.universal_transactions;
  v_reversals jsonb := '[]';
  v_request text;
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if coalesce(btrim(p_options ->> 'reason'), '') = '' then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: reopening a fiscal year needs a reason',
      detail = '{"field": "reason"}';
  end if;
  perform hera.lock_calendar(v_organization_id);
  v_codes := hera.periods_of_year(v_organization_id, p_fiscal_year);
  perform hera.refuse_year_change(v_organization_id, p_fiscal_year, v_codes[cardinality(v_codes)]);
  if hera.closing_entries(v_organization_id, p_fiscal_year) = '{}' then
    perform hera.refuse_state('not_closed', format('fiscal year %s is not closed', p_fiscal_year), null);
  end if;
  v_request := hera.set_key_aside();
  perform pg_advisory_xact_lock(hera.period_key(v_organization_id, v_codes[cardinality(v_codes)]));
  select * into v_last from hera.period(v_organization_id, v_codes[cardinality(v_codes)]);
  perform hera.store_period_status(v_organization_id, v_last.id, 'OPEN', 'OPEN', p_options ->> 'reason');
  for v_entry in
    select t.* from public.universal_transactions t
    where t.organization_id = v_organization_id and t.id = any (hera.closing_entries(v_organization_id, p_fiscal_year))
    order by t.id for no key update
  loop
    v_reversals := v_reversals || (hera.book_reversal(v_entry, jsonb_build_object('reason', p_options ->> 'reason',
      'reversal_date', v_entry.transaction_date)) -> 'reversal_transaction_id');
  end loop;
  v_answer := jsonb_build_object('success', true, 'fiscal_year', p_fiscal_year, 'reversal_transactions', v_reversals,
    'period_opened', v_last.period_code, 'message', format('Fiscal year %s is open', p_fiscal_year));
  return hera.keep_answer(v_request, 'FISCAL_YEAR_REOPEN', v_answer);
end
$$;
alter function hera.reopen_fiscal_year(integer, jsonb) owner to hera_writer;
grant execute on function hera.reopen_fiscal_year(integer, jsonb) to hera_app;

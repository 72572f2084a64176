-- hera.generate_fiscal_year: gives the organization the twelve open fiscal periods of a fiscal year, which begins in month
-- p_start_month (NULL: the organization's fiscal_year_start_month, else January) of that calendar year. Answers {success,
-- fiscal_year, periods, created}.
-- Locks: advisory key, the organization's calendar. Refuses: ZH003 without finance_admin, ZH009, ZH013 when one of them
-- exists or a later one is closed. Idempotent by the request's key.
create or replace function hera.generate_fiscal_year(p_fiscal_year integer, p_start_month integer)
returns jsonb language plpgsql volatile security definer set search_path = '' set timezone = 'UTC' set enable_seqscan = off as $$
declare
  v_organization_id uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_start_month integer := coalesce(p_start_month, (
    select (o.settings ->> 'fiscal_year_start_month')::integer from public.core_organizations o where o.id = v_organization_id), 1);
  v_first date;
  v_codes text[];
  v_taken text[];
  v_answer jsonb;
begin
  perform hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid, v_organization_id, 'finance_admin');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    return v_answer;
  end if;
  if p_fiscal_year is null or p_fiscal_year not between 1900 and 9998 or v_start_month not between 1 and 12 then
    raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: fiscal_year is a year from 1900 to 9998, start_month a month from 1 to 12',
      detail = json_build_object('field', case when v_start_month between 1 and 12 then 'fiscal_year' else 'start_month' end)::text;
  end if;
  perform hera.lock_calendar(v_organization_id);
  v_first := make_date(p_fiscal_year, v_start_month, 1);
  v_codes := array(select to_char(v_first + n * interval '1 month', 'YYYY-MM') from generate_series(0, 11) n);
  v_taken := array(
    select e.entity_code from public.core_entities e
    where e.organization_id = v_organization_id and e.entity_type = 'FISCAL_PERIOD' and e.deleted_at is null
      and e.entity_code = any (v_codes) order by 1);
  if v_taken <> '{}' then
    perform hera.refuse_state('period_exists', 'fiscal periods of this year exist', jsonb_build_object('periods', v_taken));
  end if;
  v_taken := hera.other_periods(v_organization_id, v_codes[1], false, false);
  if v_taken <> '{}' then
    perform hera.refuse_state('later_periods_closed', 'later fiscal periods are closed', jsonb_build_object('periods', v_taken));
  end if;

  for v_place in 0 .. 11 loop
    perform hera.create_fiscal_period(v_organization_id, (v_first + v_place * interval '1 month')::date, p_fiscal_year);
  end loop;
  v_answer := jsonb_build_object('success', true, 'fiscal_year', p_fiscal_year, 'periods', v_codes, 'created', 12);
  perform hera.idempotent_store('FISCAL_YEAR', v_answer);
  return v_answer;
end
$$;
alter function hera.generate_fiscal_year(integer, integer) owner to hera_writer;
grant execute on function hera.generate_fiscal_year(integer, integer) to hera_app;

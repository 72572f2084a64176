-- hera.guard_books_settings: the settings that books are told by stay while books stand on them, whoever writes: the base currency
-- once a posted line has its worth in it, which is stored and would pass for an amount of the other one; the time zone once
-- something is posted that lies in a fiscal period which is not open, since what was said of it would change (promise L8), or that would
-- come to lie in another period than the one it was posted into.
-- Locks: the organization's calendar; for the base currency also its fiscal periods (exclusive), so that who is posting comes first.
-- ZH013 naming the setting.
create or replace function hera.guard_books_settings() returns trigger language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_zone text := coalesce(new.settings ->> 'time_zone', 'UTC');
  v_closed text[];
begin
  perform hera.lock_calendar(new.id);
  if new.settings ->> 'base_currency' is distinct from old.settings ->> 'base_currency' then
    perform pg_advisory_xact_lock(hera.period_key(new.id, e.entity_code)) from public.core_entities e
    where e.organization_id = new.id and e.entity_type = 'FISCAL_PERIOD';
    if exists (
        select from public.universal_transactions t
        join public.universal_transaction_lines l on l.organization_id = t.organization_id and l.transaction_id = t.id
        where t.organization_id = new.id and t.is_gl and t.posted_xid is not null and l.base_amount is not null) then
      perform hera.refuse_state('posted', 'what is posted has its worth in the base currency, which stays',
        '{"field": "settings.base_currency"}');
    end if;
  end if;
  if v_zone <> coalesce(old.settings ->> 'time_zone', 'UTC') then
    v_closed := hera.other_periods(new.id, '9999-99', true, false);
    if exists (
        select from public.universal_transactions t
        where t.organization_id = new.id and t.is_gl and t.posted_xid is not null
          and (t.fiscal_period = any (v_closed) or t.fiscal_period <> to_char(t.transaction_date at time zone v_zone, 'YYYY-MM'))) then
      perform hera.refuse_state('posted', 'what is posted lies on days of the time zone, which stays',
        '{"field": "settings.time_zone"}');
    end if;
  end if;
  return new;
end
$$;

create or replace trigger the_books_guard_their_settings before update on public.core_organizations
  for each row when (old.settings -> 'base_currency' is distinct from new.settings -> 'base_currency'
    or old.settings -> 'time_zone' is distinct from new.settings -> 'time_zone')
  execute function hera.guard_books_settings();

-- hera.spec_triggers: what of a plan's triggers must be looked up where no plan is read: {listens?: [TXN.…], schedules?: [CRON.…]};
-- nothing for a procedure. Immutable, no locks.
create or replace function hera.spec_triggers(p_plan jsonb)
returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return (
    select jsonb_strip_nulls(jsonb_build_object(
      'listens', jsonb_agg(t.pair -> 0) filter (where t.pair ->> 0 like 'TXN.%'),
      'schedules', jsonb_agg(t.pair -> 0) filter (where t.pair ->> 0 like 'CRON.%')))
    from jsonb_array_elements(p_plan -> 'triggers') t (pair));
end
$$;

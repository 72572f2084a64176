-- hera.seal_log: seals at most p_limit entries of the change log, of whatever organizations (hera.seal_organization), so that
-- one transaction stays short; answers how many, 0 when all is sealed that can be. One probe of the feed's index an
-- organization tells whether there is something to do. Locks: hera.seal_organization. hera_system, since it looks
-- over all organizations and answers a number only.
create or replace function hera.seal_log(p_limit integer)
returns integer language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_sealed integer := 0;
  v_organization_id uuid;
begin
  for v_organization_id in select o.id from public.core_organizations o order by o.id loop
    v_sealed := v_sealed + hera.seal_organization(v_organization_id, p_limit - v_sealed);
    exit when v_sealed >= p_limit;
  end loop;
  return v_sealed;
end
$$;
alter function hera.seal_log(integer) owner to hera_system;
grant execute on function hera.seal_log(integer) to hera_app;

-- hera.silent_pods: pods that hold their lock (77, pod) and have not been heard of for ten seconds, though each says something every
-- two: frozen, or on a machine that is cut off. Their numbers, separated by commas, for the setting that hera.claim_runs reads. The
-- database's clock alone decides. It runs as its caller, who sees what the sessions of his own login do. No locks.
create or replace function hera.silent_pods()
returns text language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(string_agg(l.objid::text, ','), '') from pg_catalog.pg_locks l
    join pg_catalog.pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted
      and a.state = 'idle' and a.state_change < clock_timestamp() - interval '10 s');
end
$$;
grant execute on function hera.silent_pods to hera_app;

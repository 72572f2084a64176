-- A function that finds names by the caller's search path can be made to call somebody else's. Bodies in standard SQL
-- are bound when they are created and need none.
select p.oid::regprocedure || ' does not pin its search_path' as finding
from pg_proc p
where p.pronamespace in (select oid from pg_namespace where nspname in ('hera', 'rpc', 'reporting', 'public'))
  and p.prosqlbody is null
  and not exists (select from unnest(p.proconfig) c (setting) where c.setting like 'search_path=%')
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')

-- Nobody may execute what was not granted to him.
select p.oid::regprocedure || ' may be executed by PUBLIC' as finding
from pg_proc p
where p.pronamespace in (select oid from pg_namespace where nspname in ('hera', 'rpc', 'reporting', 'public'))
  and exists (
    select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    where a.grantee = 0 and a.privilege_type = 'EXECUTE')
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')

-- Callers name a function and its arguments; two of one name make old calls ambiguous (42725). A form that pods of the version before still call while
-- a deployment rolls may stand beside the new one, where only our own pods call, and says so in its COMMENT: @former.
select p.pronamespace::regnamespace || '.' || p.proname || ' exists ' || count(*) || ' times' as finding
from pg_proc p
where p.pronamespace in (select oid from pg_namespace where nspname in ('hera', 'rpc', 'reporting'))
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  and not (p.pronamespace = 'hera'::regnamespace and coalesce(obj_description(p.oid, 'pg_proc'), '') like '@former %')
group by p.pronamespace, p.proname having count(*) > 1

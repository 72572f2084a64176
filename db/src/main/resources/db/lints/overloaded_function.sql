-- Callers name a function and its arguments; two of one name make old calls ambiguous (42725).
select p.pronamespace::regnamespace || '.' || p.proname || ' exists ' || count(*) || ' times' as finding
from pg_proc p
where p.pronamespace in (select oid from pg_namespace where nspname in ('hera', 'rpc', 'reporting'))
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
group by p.pronamespace, p.proname having count(*) > 1

-- D2: every primary key and unique index begins with the organization; core_organizations is the organization.
select c.oid::regclass || ' of ' || t.oid::regclass || ' does not begin with organization_id' as finding
from pg_index i
join pg_class c on c.oid = i.indexrelid
join pg_class t on t.oid = i.indrelid
where t.relnamespace = 'public'::regnamespace and t.relname <> 'core_organizations' and (i.indisunique or i.indisprimary)
  and not exists (
    select from pg_attribute a where a.attrelid = t.oid and a.attnum = i.indkey[0] and a.attname = 'organization_id')

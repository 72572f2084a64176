-- D10: an instant has a zone.
select a.attrelid::regclass || '.' || a.attname || ' is ' || format_type(a.atttypid, a.atttypmod) as finding
from pg_attribute a join pg_class c on c.oid = a.attrelid
where c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'reporting')) and c.relkind in ('r', 'p', 'v', 'm')
  and a.attnum > 0 and not a.attisdropped
  and a.atttypid in ('timestamp without time zone'::regtype, 'time with time zone'::regtype)

-- D10: money is numeric. A shadow column for searching (…_float) is named for what it is and is never answered.
select a.attrelid::regclass || '.' || a.attname || ' is ' || format_type(a.atttypid, a.atttypmod) as finding
from pg_attribute a join pg_class c on c.oid = a.attrelid
where c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'reporting')) and c.relkind in ('r', 'p', 'v', 'm')
  and a.attnum > 0 and not a.attisdropped
  and a.atttypid in ('real'::regtype, 'double precision'::regtype, 'money'::regtype) and a.attname !~ '_float$'

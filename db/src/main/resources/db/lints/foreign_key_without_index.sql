-- Removing a parent reads its children: without an index over the key's columns, all of them.
select k.conname || ' of ' || k.conrelid::regclass || ' has no index' as finding
from pg_constraint k
where k.contype = 'f' and k.connamespace = 'public'::regnamespace
  and not exists (
    select from pg_index i
    where i.indrelid = k.conrelid and i.indisvalid
      and (select array_agg(u.column_number order by u.column_number)
           from unnest(k.conkey) u (column_number))
        = (select array_agg(u.column_number order by u.column_number)
           from unnest((i.indkey::smallint[])[0:cardinality(k.conkey) - 1]) u (column_number)))

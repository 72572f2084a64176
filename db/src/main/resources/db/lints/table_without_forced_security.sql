-- D2: row-level security is enabled and forced, and there is a policy, or the table shows everything to its owner.
select c.oid::regclass || ' has no forced row-level security or no policy' as finding
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))

-- D2: a foreign key that does not carry the organization can point into another tenant.
select k.conname || ' of ' || k.conrelid::regclass || ' does not begin with organization_id' as finding
from pg_constraint k
where k.contype = 'f' and k.connamespace = 'public'::regnamespace
  and not (k.conrelid = 'public.core_organizations'::regclass and k.confrelid = k.conrelid)
  and not exists (
    select from pg_attribute a, pg_attribute f
    where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'organization_id'
      and f.attrelid = k.confrelid and f.attnum = k.confkey[1] and f.attname = 'organization_id')

-- The database as text, in an order that depends on nothing but names: what db/schema.sql is compared with. Rows come as
-- (section, name, text), already sorted.
with
ours as (select n.oid, n.nspname from pg_namespace n where n.nspname in ('public', 'hera', 'rpc', 'reporting', 'hera_part')),
granted (kind, name, acl, owner) as (
  select 'schema', o.nspname::text, n.nspacl, n.nspowner from ours o join pg_namespace n on n.oid = o.oid
  union all
  select 'table', c.oid::regclass::text, c.relacl, c.relowner from pg_class c join ours o on o.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'S')
  union all
  select 'function', p.oid::regprocedure::text, p.proacl, p.proowner from pg_proc p join ours o on o.oid = p.pronamespace
  where not exists (select from pg_depend x where x.classid = 'pg_proc'::regclass and x.objid = p.oid and x.deptype = 'e')
),
described (section, name, text) as (
  select '0 extensions', e.extname, 'create extension ' || e.extname || ' with schema ' || o.nspname
  from pg_extension e join ours o on o.oid = e.extnamespace
  union all
  select '1 types', c.oid::regconfig::text, 'create text search configuration ' || c.oid::regconfig || E' -- maps\n' || (
      select string_agg('--   ' || t.alias || ' to ' || m.dictionaries, E'\n' order by t.alias)
      from (select g.maptokentype, string_agg(g.mapdict::regdictionary::text, ', ' order by g.mapseqno) as dictionaries
        from pg_ts_config_map g where g.mapcfg = c.oid group by g.maptokentype) m
      join ts_token_type('default') t on t.tokid = m.maptokentype)
  from pg_ts_config c join ours o on o.oid = c.cfgnamespace
  union all
  select '1 types', t.oid::regtype::text, 'create domain ' || t.oid::regtype || ' as ' || format_type(t.typbasetype, t.typtypmod)
    || coalesce(' ' || (select string_agg(pg_get_constraintdef(k.oid), ' ' order by k.conname) from pg_constraint k where k.contypid = t.oid), '')
  from pg_type t join ours o on o.oid = t.typnamespace where t.typtype = 'd'
  union all
  select '1 types', t.oid::regtype::text, 'create type ' || t.oid::regtype || E' as (\n' || (
      select string_agg('  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), E',\n' order by a.attnum)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) || E'\n)'
  from pg_type t join ours o on o.oid = t.typnamespace join pg_class c on c.oid = t.typrelid where c.relkind = 'c'
  union all
  select '2 tables', c.oid::regclass::text, 'create table ' || c.oid::regclass || E' (\n' || (
      select string_agg('  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end
        || case a.attgenerated when 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
             when 'v' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') virtual'
             else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end, E',\n' order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) || E'\n)'
    || case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end
    || case when c.relrowsecurity then ' -- row-level security' || case when c.relforcerowsecurity then ', forced' else '' end else '' end
  from pg_class c join ours o on o.oid = c.relnamespace where c.relkind in ('r', 'p')
  union all
  select '3 views', c.oid::regclass::text, 'create view ' || c.oid::regclass || E' as\n' || pg_get_viewdef(c.oid)
  from pg_class c join ours o on o.oid = c.relnamespace where c.relkind in ('v', 'm')
  union all
  select '4 constraints', k.conrelid::regclass || ' ' || k.conname,
    'alter table ' || k.conrelid::regclass || ' add constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
  from pg_constraint k join ours o on o.oid = k.connamespace where k.conrelid <> 0 and k.contype <> 'n'
  union all
  select '5 indexes', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
  from pg_index i join pg_class c on c.oid = i.indexrelid join ours o on o.oid = c.relnamespace
  where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  union all
  select '6 policies', p.polrelid::regclass || ' ' || p.polname,
    'create policy ' || quote_ident(p.polname) || ' on ' || p.polrelid::regclass || ' for ' || case p.polcmd when '*' then 'all' else p.polcmd::text end || ' to '
    || (select string_agg(r::regrole::text, ', ' order by r::regrole::text) from unnest(p.polroles) r)
    || coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
    || coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
  from pg_policy p
  union all
  select '7 triggers', g.tgrelid::regclass || ' ' || g.tgname, pg_get_triggerdef(g.oid)
  from pg_trigger g join pg_class c on c.oid = g.tgrelid join ours o on o.oid = c.relnamespace where not g.tgisinternal
  union all
  select '8 functions', p.oid::regprocedure::text, rtrim(pg_get_functiondef(p.oid), E'\n')
    || coalesce(E'\n-- ' || obj_description(p.oid, 'pg_proc'), '')
  from pg_proc p join ours o on o.oid = p.pronamespace
  where p.prokind in ('f', 'p') and not exists (select from pg_depend x where x.classid = 'pg_proc'::regclass and x.objid = p.oid and x.deptype = 'e')
  union all
  select '9 grants', g.kind || ' ' || g.name, '-- ' || g.kind || ' ' || g.name || ' of ' || g.owner::regrole || coalesce(': ' || (
      select string_agg(a.grantee || ' ' || a.rights, '; ' order by a.grantee)
      from (
        select case when x.grantee = 0 then 'public' else x.grantee::regrole::text end as grantee,
          lower(string_agg(x.privilege_type, ', ' order by x.privilege_type)) as rights
        from aclexplode(g.acl) x where x.grantee <> g.owner group by x.grantee) a), '')
  from granted g
)
select section, name, text from described order by section collate "C", name collate "C", text collate "C"

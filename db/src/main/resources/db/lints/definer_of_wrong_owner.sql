-- D2: only hera_writer and, for what must cross tenants, hera_system lend their rights to a caller; and of hera_system's
-- exactly those that are listed here.
select p.oid::regprocedure || ' is SECURITY DEFINER of ' || p.proowner::regrole as finding
from pg_proc p
where p.prosecdef and p.pronamespace in (select oid from pg_namespace where nspname in ('hera', 'rpc', 'reporting', 'public'))
  and p.proowner::regrole::text <> 'hera_writer'
  and not (p.proowner::regrole::text = 'hera_system' and p.pronamespace::regnamespace || '.' || p.proname in (
    'hera.actor', 'hera.are_members', 'hera.claim_events', 'hera.claim_runs', 'hera.feed_key', 'hera.feed_news',
    'hera.listened_to', 'hera.organization_ids', 'hera.orphaned_runs', 'hera.organizations_of', 'hera.probe_patterns', 'hera.probe_similar_names',
    'hera.probe_words', 'hera.run_backlog', 'hera.schedules', 'hera.seal_cursor', 'hera.seal_log', 'hera.touched_since'))

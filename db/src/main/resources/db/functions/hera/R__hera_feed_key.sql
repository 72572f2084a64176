-- hera.feed_key: what signs the feed's cursors of the request's organization. Derived from the secret that is made once
-- per database and lives with the platform organization; hence hera_system. Whoever knows it can name places in a feed
-- that he may read anyway. Reads only; no locks.
create or replace function hera.feed_key()
returns bytea language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select sha256(convert_to((o.settings ->> 'cursor_secret') || ' feed '
      || coalesce(current_setting('hera.organization_id', true), ''), 'UTF8'))
    from public.core_organizations o where o.id = '00000000-0000-0000-0000-000000000000');
end
$$;
alter function hera.feed_key() owner to hera_system;
grant execute on function hera.feed_key() to hera_app;

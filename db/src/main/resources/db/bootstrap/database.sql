-- What the owner needs in a fresh database; run by the database's owner or a superuser, idempotent.
do $$
begin
  execute format('grant create, connect on database %I to hera_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to hera_app, hera_reader', current_database());
  -- Imports wait in a temporary table that only functions of hera_writer make.
  execute format('grant temporary on database %I to hera_writer', current_database());
  -- Names this incarnation of the data: the feed sorts by it before it trusts a transaction id (D8).
  if coalesce(current_setting('hera.cluster_id', true), '') = '' then
    execute format('alter database %I set hera.cluster_id = %L', current_database(),
      (extract(epoch from clock_timestamp()) * 1000000)::bigint);
  end if;
end
$$;
revoke all on schema public from public;
grant usage, create on schema public to hera_owner;
grant usage on schema public to hera_writer, hera_system, hera_app, hera_reader;

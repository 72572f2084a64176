-- hera.utc: an instant as ISO-8601 in UTC with a Z, whatever the session's time zone; NULL stays NULL.
create or replace function hera.utc(p_at timestamptz)
returns text language plpgsql immutable set search_path = '' as $$
begin
  return to_json(p_at at time zone 'UTC') #>> '{}' || 'Z';
end
$$;
grant execute on function hera.utc to hera_app, hera_reader;

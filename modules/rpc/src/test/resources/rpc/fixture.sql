create role hera_writer nologin;
create role hera_app login;
alter role hera_app set timezone = 'UTC';
alter default privileges revoke execute on functions from public;
create schema hera;
create schema rpc;
grant usage on schema hera, rpc to hera_writer, hera_app;
grant create on schema hera, rpc to hera_writer;
alter default privileges in schema rpc grant execute on functions to hera_app;

create table hera.notes (id bigint generated always as identity, note text not null);
create table hera.stored (key text primary key, fingerprint text not null, answer jsonb not null);
grant select, insert on hera.notes, hera.stored to hera_writer;
grant select on hera.notes to hera_app;

-- The two functions that wrap a call which knows nothing of idempotency keys.
create function hera.idempotent_replay() returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_request jsonb := nullif(current_setting('hera.request', true), '')::jsonb;
  v_stored hera.stored;
begin
  perform pg_advisory_xact_lock(hashtextextended(v_request ->> 'idempotency_key', 0));
  select * into v_stored from hera.stored s where s.key = v_request ->> 'idempotency_key';
  if v_stored.fingerprint <> v_request ->> 'fingerprint' then
    raise exception using errcode = 'ZH007', message = 'HERA_IDEMPOTENCY_CONFLICT: used for another request';
  end if;
  return v_stored.answer;
end $$;
create function hera.idempotent_store(p_action text, p_answer jsonb) returns void language sql security definer set search_path = '' as $$
  insert into hera.stored
  select r ->> 'idempotency_key', r ->> 'fingerprint', p_answer
  from (select current_setting('hera.request')::jsonb r) request
$$;
grant execute on function hera.idempotent_replay(), hera.idempotent_store(text, jsonb) to hera_app;
create domain hera.code as text;
create type rpc.note_row as (id bigint, note text);

create function rpc.add(p_a integer, p_b numeric default 0.50) returns numeric language sql immutable set search_path = '' as
  'select p_a + p_b';
comment on function rpc.add is 'Adds two numbers. @role manager';

create function rpc.echo(p_text text, p_json jsonb default null, p_list jsonb[] default null, p_numbers integer[] default null,
  p_day date default null, p_at timestamptz default null, p_id uuid default null, p_flag boolean default null,
  p_code hera.code default null)
returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('text', p_text, 'json', p_json, 'list', to_jsonb(p_list), 'numbers', to_jsonb(p_numbers),
    'day', p_day, 'at', p_at, 'id', p_id, 'flag', p_flag, 'code', p_code)
$$;

create function rpc.whoami(p_actor_user_id uuid, p_organization_id uuid) returns json language sql stable set search_path = '' as $$
  select json_build_object('actor', p_actor_user_id, 'organization', p_organization_id,
    'scope_actor', current_setting('hera.actor_user_id'), 'scope_organization', current_setting('hera.organization_id'))
$$;

create function rpc.numbers(p_count integer) returns setof integer language sql stable set search_path = '' as
  'select generate_series(1, p_count)';
create function rpc.rows(p_count integer) returns table (id integer, name text) language sql stable set search_path = '' as
  $$select n, 'n' || n from generate_series(1, p_count) n$$;

create function rpc.write_note(p_note text) returns jsonb language sql volatile security definer set search_path = '' as $$
  insert into hera.notes (note) values (p_note) returning jsonb_build_object('note', note, 'id', id)
$$;
alter function rpc.write_note owner to hera_writer;
create function rpc.write_notes(p_notes text[]) returns setof rpc.note_row language sql volatile security definer set search_path = '' as $$
  insert into hera.notes (note) select unnest(p_notes) returning id, note
$$;
alter function rpc.write_notes owner to hera_writer;
create function rpc.write_silently(p_note text) returns void language sql volatile security definer set search_path = '' as
  $$ insert into hera.notes (note) values (p_note) $$;
alter function rpc.write_silently owner to hera_writer;

-- Two that lie: they promise to change nothing.
create function rpc.stable_liar(p_note text) returns jsonb language sql stable set search_path = '' as 'select rpc.write_note(p_note)';
create function rpc.immutable_liar(p_note text) returns jsonb language sql immutable set search_path = '' as 'select rpc.write_note(p_note)';

-- Says itself what became of the key.
create function rpc.knows_keys() returns text language sql volatile set search_path = '' as
  $$select set_config('hera.outcome', 'replayed 1.5', true)$$;
comment on function rpc.knows_keys is '@idempotent';

create function rpc.raise(p_state text) returns void language plpgsql volatile set search_path = '' as $$
begin
  raise exception using errcode = p_state, message = 'secret_table said select secret', detail = 'secret_column', hint = 'secret_hint',
    constraint = 'secret_check', table = 'secret_table', column = 'secret_column', schema = 'secret_schema';
end $$;
create function rpc.broken() returns void language plpgsql volatile set search_path = '' as 'begin perform hera.no_such_function(); end';
create function rpc.slow(p_note text) returns void language plpgsql volatile set search_path = '' as
  'begin perform rpc.write_note(p_note); perform pg_sleep(60); end';

create function rpc.secret() returns integer language sql immutable set search_path = '' as 'select 1';
revoke execute on function rpc.secret from hera_app;

-- hera.import_entities: writes the next p_limit lines that hera.open_import's table holds after p_after; a line that is
-- refused leaves the others alone. Answers {last, lines, created, updated, unchanged, failures: [{line, sqlstate, message,
-- detail, constraint}]}; last is NULL when there are no more. Idempotent by the request's key, which the caller makes for each
-- part of an import: a repeated part answers what it did and remembers which entity each of its lines became.
-- Locks: those of hera.import_at_once. Staff and above.
create or replace function hera.import_entities(p_upsert boolean, p_after integer, p_limit integer)
returns jsonb language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_request text := current_setting('hera.request', true);
  v_role text;
  v_lines integer[];
  v_answer jsonb;
begin
  v_role := hera.enter(nullif(current_setting('hera.actor_user_id', true), '')::uuid,
    nullif(current_setting('hera.organization_id', true), '')::uuid, 'staff');
  v_answer := hera.idempotent_replay();
  if v_answer is not null then
    perform hera.remember_import(v_answer -> 'kept');
    return v_answer - 'kept';
  end if;
  -- The key belongs to the part, not to its lines.
  perform set_config('hera.request', (nullif(v_request, '')::jsonb - 'idempotency_key')::text, true);
  select array_agg(n.line order by n.line) into v_lines
  from (select i.line from pg_temp.hera_import i where i.line > p_after order by i.line limit p_limit) n;
  v_answer := hera.import_lines(v_role, p_upsert, v_lines) || jsonb_build_object(
    'last', v_lines[cardinality(v_lines)], 'lines', coalesce(cardinality(v_lines), 0));
  perform set_config('hera.request', coalesce(v_request, ''), true);
  if nullif(v_request, '')::jsonb ? 'idempotency_key' then
    perform hera.idempotent_store('IMPORT', v_answer || jsonb_build_object('kept', (
      select jsonb_agg(jsonb_build_array(i.line, i.entity_id, i.later)) from pg_temp.hera_import i
      where i.line = any (v_lines) and i.entity_id is not null)));
  end if;
  return v_answer;
end
$$;
alter function hera.import_entities(boolean, integer, integer) owner to hera_writer;
grant execute on function hera.import_entities(boolean, integer, integer) to hera_app;

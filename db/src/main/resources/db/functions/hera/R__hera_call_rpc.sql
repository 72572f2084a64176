-- hera.call_rpc: calls a function of schema rpc by name, for a procedure: p_inputs {function, arguments} with names as the
-- function has them; actor and organization are those of the run. Answers its JSON, as {"result": …} when that is no object.
-- Runs with the caller's rights, so that what was not granted cannot be called. Refuses: ZH003 when the actor's role is lower
-- than the function's (@role in its COMMENT, else viewer for one that only reads, staff for any other), ZH009 an unknown function or
-- argument; and whatever the function refuses. Locks: the function's.
create or replace function hera.call_rpc(p_inputs jsonb, p_context jsonb)
returns jsonb language plpgsql volatile set search_path = '' as $$
declare
  v_here uuid := nullif(current_setting('hera.organization_id', true), '')::uuid;
  v_actor uuid := nullif(current_setting('hera.actor_user_id', true), '')::uuid;
  v_arguments jsonb := coalesce(nullif(p_inputs -> 'arguments', 'null'), '{}');
  v_function pg_catalog.pg_proc;
  v_unknown text;
  v_call text;
  v_result jsonb;
begin
  select p.* into v_function from pg_catalog.pg_proc p
  where p.pronamespace = 'rpc'::regnamespace and p.proname = p_inputs ->> 'function' and p.prokind = 'f'
    and pg_catalog.has_function_privilege(current_user, p.oid, 'execute');
  if not found then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: there is no such function',
      detail = '{"field": "function"}';
  end if;
  perform hera.enter(v_actor, v_here, coalesce(
    substring(pg_catalog.obj_description(v_function.oid, 'pg_proc') from '@role ([a-z_]+)'),
    case v_function.provolatile when 'v' then 'staff' else 'viewer' end));
  v_arguments := v_arguments || jsonb_build_object('p_actor_user_id', v_actor, 'p_organization_id', v_here);

  select string_agg(a.name, ', ') into v_unknown from jsonb_object_keys(v_arguments) a (name)
  where not a.name = any (v_function.proargnames) and a.name not in ('p_actor_user_id', 'p_organization_id');
  if v_unknown is not null then
    raise exception using errcode = 'ZH009',
      message = format('HERA_PAYLOAD_INVALID: %s does not take %s', v_function.proname, v_unknown),
      detail = '{"field": "arguments"}';
  end if;
  select string_agg(format(case a.type
        when 'jsonb[]'::regtype then '%I => array(select jsonb_array_elements($1 -> %L))::%s'
        when 'jsonb'::regtype then '%I => ($1 -> %L)::%s'
        when 'json'::regtype then '%I => ($1 -> %L)::%s'
        else '%I => ($1 ->> %L)::%s' end, a.name, a.name, a.type::regtype), ', ')
  into v_call
  from unnest(v_function.proargnames[1:v_function.pronargs], v_function.proargtypes::oid[]) a (name, type)
  where v_arguments ? a.name;
  execute format('select to_jsonb(rpc.%I(%s))', v_function.proname, v_call) into v_result using v_arguments;
  return case when jsonb_typeof(v_result) = 'object' then v_result else jsonb_build_object('result', v_result) end;
end
$$;
grant execute on function hera.call_rpc to hera_app;

-- rpc.hera_validate_smart_code: whether a smart code is well-formed (D4): {success, valid, smart_code, canonical} or, for
-- a malformed one, {success, valid, smart_code, segment, reason}, segment counted from 1. Reads nothing, no locks.
create or replace function rpc.hera_validate_smart_code(p_code text)
returns jsonb language plpgsql immutable security invoker set search_path = '' as $$
declare
  v_segments text[] := string_to_array(coalesce(p_code, ''), '.');
  v_last integer := cardinality(v_segments);
  v_wrong integer;
  v_code hera.smart_code;
begin
  v_code := p_code;
  if v_code is not null then
    return jsonb_build_object('success', true, 'valid', true, 'smart_code', p_code,
      'canonical', regexp_replace(p_code, '\.v([0-9]+)$', '.V\1'));
  end if;
  raise check_violation;
exception
  when check_violation then
    select min(s.place) into v_wrong from unnest(v_segments) with ordinality s (value, place)
    where not case
      when s.place = 1 then s.value = 'HERA'
      when s.place = v_last then s.value ~ '^[Vv][0-9]+$'
      when s.place = 2 then s.value ~ '^[A-Z0-9]+$' and length(s.value) between 2 and 15
      else s.value ~ '^[A-Z0-9_]+$' and length(s.value) between 2 and 30
    end;
    return jsonb_build_object('success', true, 'valid', false, 'smart_code', p_code, 'segment', v_wrong, 'reason',
      'HERA_SMARTCODE_INVALID: ' || case
        when length(p_code) > 255 then 'it is longer than 255 characters'
        when v_wrong is null then 'between the industry and the version stand two to eight segments'
        else format('segment %s (%s) is malformed', v_wrong, left(v_segments[v_wrong], 40)) end);
end
$$;
comment on function rpc.hera_validate_smart_code is 'Whether a smart code is well-formed, and which segment is not.';
grant execute on function rpc.hera_validate_smart_code to hera_app;

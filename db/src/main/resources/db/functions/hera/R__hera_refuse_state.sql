-- hera.refuse_state: ZH013, DETAIL with the state that forbids it and whatever else helps. Immutable.
create or replace function hera.refuse_state(p_state text, p_message text, p_more jsonb)
returns void language plpgsql immutable set search_path = '' as $$
begin
  raise exception using errcode = 'ZH013', message = 'HERA_WRONG_STATE: ' || p_message,
    detail = (jsonb_build_object('state', p_state) || coalesce(p_more, '{}'))::text;
end
$$;

-- hera.refuse_other_actor: for what a user asks about himself, wherever he works. ZH003. Reads only.
create or replace function hera.refuse_other_actor(p_user_id uuid)
returns void language plpgsql stable set search_path = '' as $$
begin
  if p_user_id is null or p_user_id is distinct from nullif(current_setting('hera.actor_user_id', true), '')::uuid then
    raise exception using errcode = 'ZH003', message = 'HERA_FORBIDDEN: only the user himself may ask this',
      detail = '{"field": "p_user_id"}';
  end if;
end
$$;

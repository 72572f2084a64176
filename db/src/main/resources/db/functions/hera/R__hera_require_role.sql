-- hera.require_role: ZH003 unless the actor's role includes what is needed. Immutable, no locks.
create or replace function hera.require_role(p_role text, p_required text, p_what text)
returns void language plpgsql immutable set search_path = '' as $$
begin
  if not hera.role_includes(p_role, p_required) then
    raise exception using errcode = 'ZH003',
      message = format('HERA_FORBIDDEN: %s needs the role %s; the actor is %s', p_what, p_required, p_role);
  end if;
end
$$;

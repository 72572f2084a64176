-- hera.role_includes: whether a role may do what p_required admits; the twin of Role.includes in Java. An unknown or
-- missing role includes nothing. Immutable, no locks.
create or replace function hera.role_includes(p_role text, p_required text)
returns boolean language plpgsql immutable set search_path = '' as $$
begin
  return case p_required
    when 'viewer' then p_role in ('viewer', 'staff', 'manager', 'finance_admin', 'admin', 'owner')
    when 'staff' then p_role in ('staff', 'manager', 'finance_admin', 'admin', 'owner')
    when 'manager' then p_role in ('manager', 'finance_admin', 'admin', 'owner')
    when 'finance_admin' then p_role in ('finance_admin', 'owner')
    when 'admin' then p_role in ('admin', 'owner')
    when 'owner' then p_role = 'owner'
    else false
  end;
end
$$;
grant execute on function hera.role_includes to hera_app;

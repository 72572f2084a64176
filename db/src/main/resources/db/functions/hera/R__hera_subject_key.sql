-- hera.subject_key: the advisory lock under which runs of one subject queue up and are woken. Immutable, no locks.
create or replace function hera.subject_key(p_organization_id uuid, p_subject text)
returns bigint language plpgsql immutable set search_path = '' as $$
begin
  return hashtextextended('run ' || p_organization_id || p_subject, 0);
end
$$;

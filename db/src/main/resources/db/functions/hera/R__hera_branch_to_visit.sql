-- hera.branch_to_visit: the branch that is named, or the only one that the organization has; NULL when it has none. Fails the
-- procedure with UNKNOWN_BRANCH when the named one is not there, or none is named of several. Reads only.
create or replace function hera.branch_to_visit(p_branch_id uuid)
returns uuid language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_branches uuid[] := array(
    select e.id from public.core_entities e
    where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.entity_type = 'BRANCH'
      and e.deleted_at is null and e.status = 'active' and (p_branch_id is null or e.id = p_branch_id)
    order by e.id limit 2);
begin
  if cardinality(v_branches) > 1 then
    perform hera.fail_procedure('UNKNOWN_BRANCH', 'there are several branches: name one', '{"field": "branch_id"}');
  elsif p_branch_id is not null and v_branches = '{}' then
    perform hera.fail_procedure('UNKNOWN_BRANCH', 'no branch has the id ' || p_branch_id, jsonb_build_object('field', 'branch_id', 'branch_id', p_branch_id));
  end if;
  return v_branches[1];
end
$$;

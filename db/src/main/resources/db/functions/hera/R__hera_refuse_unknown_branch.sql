-- hera.refuse_unknown_branch: fails the procedure with UNKNOWN_BRANCH unless the organization has this branch. Reads only.
create or replace function hera.refuse_unknown_branch(p_branch_id uuid, p_field text)
returns void language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  if not exists (
      select from public.core_entities e
      where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.id = p_branch_id
        and e.entity_type = 'BRANCH' and e.deleted_at is null) then
    perform hera.fail_procedure('UNKNOWN_BRANCH', format('no branch has the id %s', p_branch_id),
      jsonb_build_object('field', p_field, 'branch_id', p_branch_id));
  end if;
end
$$;

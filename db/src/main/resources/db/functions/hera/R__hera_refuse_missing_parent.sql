-- hera.refuse_missing_parent: the organization above a new one must exist and not be archived. ZH008. Reads only, in that
-- organization.
create or replace function hera.refuse_missing_parent(p_parent_id uuid)
returns void language plpgsql volatile set search_path = '' as $$
declare
  v_before uuid := hera.act_in(p_parent_id);
begin
  perform 1 from public.core_organizations o where o.id = p_parent_id and o.deleted_at is null;
  if not found then
    raise exception using errcode = 'ZH008',
      message = 'HERA_FK_VIOLATION: parent_organization_id names an organization that does not exist',
      detail = json_build_object('field', 'parent_organization_id', 'id', p_parent_id)::text;
  end if;
  perform hera.act_in(v_before);
end
$$;

-- hera.refuse_last_owner: an organization keeps an owner: refuses to let this one go when there is no other. The caller
-- holds the lock on the organization's entity, so that two owners cannot leave at once. ZH013.
create or replace function hera.refuse_last_owner(p_organization_id uuid, p_user_id uuid)
returns void language plpgsql volatile set search_path = '' set enable_seqscan = off as $$
begin
  if not exists (
      select from public.core_relationships r
      where r.organization_id = p_organization_id and r.to_entity_id = p_organization_id
        and r.relationship_type = 'MEMBER_OF' and r.relationship_data ->> 'role' = 'owner'
        and r.from_entity_id <> p_user_id
        and r.effective_date <= now() and (r.expiration_date is null or r.expiration_date > now())) then
    raise exception using errcode = 'ZH013', message = 'HERA_WRONG_STATE: the last owner of an organization stays its owner',
      detail = '{"kind": "last_owner"}';
  end if;
end
$$;

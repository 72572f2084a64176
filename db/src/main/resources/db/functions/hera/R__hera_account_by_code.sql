-- hera.account_by_code: the account of the request's organization with this code. Fails the procedure with UNKNOWN_ACCOUNT. Reads only.
create or replace function hera.account_by_code(p_code text)
returns uuid language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_id uuid;
begin
  select e.id into v_id from public.core_entities e
  where e.organization_id = nullif(current_setting('hera.organization_id', true), '')::uuid and e.entity_type = 'GL_ACCOUNT'
    and e.entity_code = p_code and e.deleted_at is null and e.status = 'active';
  if not found then
    perform hera.fail_procedure('UNKNOWN_ACCOUNT', 'there is no account ' || coalesce(p_code, 'without a code'),
      jsonb_build_object('account_code', p_code));
  end if;
  return v_id;
end
$$;

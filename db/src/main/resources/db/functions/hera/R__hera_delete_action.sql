-- hera.delete_action: which of the three ways of deleting a transaction is meant: soft_delete, hard_delete or reverse. ZH009
-- for anything else. Immutable, no locks.
create or replace function hera.delete_action(p_options jsonb)
returns text language plpgsql immutable set search_path = '' as $$
declare
  v_action text := lower(coalesce(p_options ->> 'delete_action', p_options ->> 'action',
    case when (p_options ->> 'hard_delete')::boolean then 'hard_delete' else 'soft_delete' end));
begin
  if v_action not in ('soft_delete', 'hard_delete', 'reverse') then
    raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: delete_action is soft_delete, hard_delete or reverse', detail = '{"field": "action"}';
  end if;
  return v_action;
end
$$;

-- hera.role_for: the role that an action on entities needs (contract, "Who is calling"); who may delete softly may bring back. ZH009 for an unknown action.
create or replace function hera.role_for(p_action text, p_options jsonb)
returns text language plpgsql immutable set search_path = '' as $$
begin
  case p_action
    when 'READ' then return 'viewer';
    when 'CREATE' then return 'staff';
    when 'UPDATE' then return case when (p_options ->> 'restore')::boolean then 'manager' else 'staff' end;
    when 'DELETE' then return case when (p_options ->> 'hard_delete')::boolean then 'admin' else 'manager' end;
    else raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: p_action must be CREATE, READ, UPDATE or DELETE', detail = '{"field": "p_action"}';
  end case;
end
$$;

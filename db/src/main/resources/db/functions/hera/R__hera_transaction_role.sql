-- hera.transaction_role: the role that an action on transactions needs at least; GL needs more, which is known when its
-- lines are. ZH009 for an unknown action. Immutable, no locks.
create or replace function hera.transaction_role(p_action text, p_options jsonb)
returns text language plpgsql immutable set search_path = '' as $$
begin
  case p_action
    when 'READ' then return 'viewer';
    when 'CREATE', 'UPDATE' then return 'staff';
    when 'DELETE' then return case hera.delete_action(p_options)
      when 'hard_delete' then 'admin' when 'reverse' then 'finance_admin' else 'manager' end;
    else raise exception using errcode = 'ZH009',
      message = 'HERA_PAYLOAD_INVALID: p_action must be CREATE, READ, UPDATE or DELETE', detail = '{"field": "p_action"}';
  end case;
end
$$;

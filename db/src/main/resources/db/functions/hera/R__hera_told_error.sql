-- hera.told_error: what the caller of a batch is told of one member's failure: {error, code, context?}. Our own refusals
-- speak for themselves; of PostgreSQL's nothing of tables and constraints is told. No locks.
create or replace function hera.told_error(p_state text, p_message text, p_detail text, p_constraint text)
returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_build_object('code', case p_state when 'ZH008' then '23503' else p_state end, 'error', case
      when left(p_state, 2) = 'ZH' or p_state = 'P0001' then p_message
      when p_state = '23505' then 'duplicate key value violates unique constraint'
        || case when p_constraint = 'core_entities_code_key' then ': this entity_code is already in use' else '' end
      when left(p_state, 2) = '22' then 'A value cannot be read as its type, or is out of range'
      when left(p_state, 2) = '23' then 'A value breaks a rule of the data model'
      else 'The database could not carry out the request'
    end)
    || case when left(p_state, 2) = 'ZH' and p_detail like '{%' then jsonb_build_object('context', p_detail::jsonb)
      else '{}' end;
end
$$;

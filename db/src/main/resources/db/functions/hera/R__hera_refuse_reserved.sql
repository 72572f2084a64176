-- hera.refuse_reserved: keeps generic calls off the reserved kinds (D15): types of entities, the relationship
-- MEMBER_OF, the field auth_subject. GL_ACCOUNT, POSTING_RULE and EXCHANGE_RATE are open to finance_admin and owner. ZH004.
create or replace function hera.refuse_reserved(
  p_role text, p_entity_type text, p_dynamic jsonb, p_relationships jsonb
) returns void language plpgsql immutable set search_path = '' as $$
declare
  v_kind text;
begin
  if p_entity_type in ('USER', 'ORGANIZATION', 'FISCAL_PERIOD', 'PROCEDURE', 'ORCHESTRATION', 'AI_MODEL', 'ORCH_POD')
     or p_entity_type in ('GL_ACCOUNT', 'POSTING_RULE', 'EXCHANGE_RATE') and not hera.role_includes(p_role, 'finance_admin') then
    v_kind := p_entity_type;
  elsif p_dynamic ? 'auth_subject' then
    v_kind := 'auth_subject';
  elsif jsonb_path_exists(p_relationships, '$[*].relationship_type ? (@ like_regex "^member_of$" flag "i")') then
    v_kind := 'MEMBER_OF';
  end if;
  if v_kind is not null then
    raise exception using errcode = 'ZH004',
      message = format('HERA_RESERVED_KIND: %s is written only by its own endpoint', v_kind),
      detail = json_build_object('kind', v_kind)::text;
  end if;
end
$$;

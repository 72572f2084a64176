-- hera.platform_user: the user whom an identity provider's subject means, made when there is none: a UUID is the user's id,
-- any other text his auth_subject (D3). p_person: {name, email} of a new one. Locks: the inserted rows; two that bring the
-- same subject at once meet in its unique key (23505).
create or replace function hera.platform_user(p_subject text, p_person jsonb)
returns uuid language plpgsql volatile set search_path = '' as $$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  v_is_id boolean := p_subject ~ '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';
  v_id uuid := hera.actor(p_subject)::jsonb ->> 'user_id';
  v_before uuid;
begin
  if v_id is not null then
    return v_id;
  end if;
  if coalesce(p_subject, '') = '' or v_is_id and p_subject::uuid = c_platform then
    raise exception using errcode = 'ZH009', message = 'HERA_PAYLOAD_INVALID: a user is required; the null UUID is none',
      detail = '{"field": "user_id"}';
  end if;
  v_id := case when v_is_id then p_subject::uuid else uuidv7() end;
  v_before := hera.act_in(c_platform);
  perform hera.found_entity(c_platform, v_id, jsonb_build_object('entity_type', 'USER',
      'entity_name', coalesce(nullif(p_person ->> 'name', ''), nullif(p_person ->> 'email', ''), p_subject),
      'entity_code', nullif(p_person ->> 'email', ''), 'smart_code', 'HERA.CORE.IDENTITY.USER.PERSON.V1'),
    jsonb_build_object('email', nullif(p_person ->> 'email', ''), 'auth_subject', case when not v_is_id then p_subject end),
    'Onboarded');
  perform hera.act_in(v_before);
  return v_id;
end
$$;

-- hera.period_key: the advisory lock of a fiscal period of an organization: shared by who posts into it, exclusive to who
-- changes its state. Immutable.
create or replace function hera.period_key(p_organization_id uuid, p_code text)
returns bigint language plpgsql immutable set search_path = '' as $$
begin
  return hashtextextended(p_organization_id || ' period ' || p_code, 0);
end
$$;

-- hera.furnish_organization: gives a new organization the accounts of a template and the fiscal months of the current and the
-- next fiscal year. Works in the organization that it is called in. Locks: the inserted rows.
create or replace function hera.furnish_organization(
  p_organization public.core_organizations, p_template text, p_reason text
) returns void language plpgsql volatile set search_path = '' as $$
declare
  v_start integer := coalesce((p_organization.settings ->> 'fiscal_year_start_month')::integer, 1);
  v_today date := (now() at time zone coalesce(p_organization.settings ->> 'time_zone', 'UTC'))::date;
  v_year integer := extract(year from v_today - make_interval(months => v_start - 1));
  v_account record;
begin
  for v_account in select * from hera.template_accounts(p_template) loop
    perform hera.found_entity(p_organization.id, uuidv7(), jsonb_build_object('entity_type', 'GL_ACCOUNT',
        'entity_name', v_account.name, 'entity_code', v_account.code,
        'smart_code', format('HERA.FIN.GL.ACCOUNT.%s.V1', upper(v_account.account_type))),
      jsonb_build_object('account_type', v_account.account_type, 'normal_balance',
        case when v_account.account_type in ('asset', 'expense') then 'debit' else 'credit' end), p_reason);
  end loop;
  for v_month in 0 .. 23 loop
    perform hera.create_fiscal_period(p_organization.id,
      (make_date(v_year, v_start, 1) + make_interval(months => v_month))::date, v_year + v_month / 12);
  end loop;
end
$$;

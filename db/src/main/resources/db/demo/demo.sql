-- The demo organizations (spec/README, "Demo data"), run as hera_system in one transaction; does nothing where LUXE exists.
-- Ids are made of the organization's first eight digits, so that Luxe's and Bella's twins differ in nothing else.
-- Every entity gets its log row, as one that was created through the API would (D8).
do $demo$
declare
  c_platform constant uuid := '00000000-0000-0000-0000-000000000000';
  c_luxe constant uuid := 'a0000000-0000-4000-8000-000000000001';
  c_bella constant uuid := 'b0000000-0000-4000-8000-000000000001';
  c_id constant text := '%s-0000-4000-8000-%s';
  c_until constant timestamp := date_trunc('year', now() at time zone 'UTC') + interval '23 months';
  v_entity record;
  v_dynamic jsonb;
  v_fields hera.field[];
begin
  if exists (select from public.core_organizations where organization_code = 'LUXE') then
    return;
  end if;
  perform set_config('hera.actor_user_id', 'd0000000-0000-4000-8000-0000000000d1', true),
    set_config('hera.request', '', true), set_config('timezone', 'UTC', true);

  insert into public.core_organizations (id, organization_name, organization_code, settings)
  values
    (c_luxe, 'Luxe Salon', 'LUXE', '{"base_currency": "AED", "time_zone": "Asia/Dubai", "locale": "en-AE", "tax_rate": 5,
      "tax_number": "100200300400003", "fiscal_year_start_month": 1}'),
    (c_bella, 'Bella Salon', 'BELLA', '{"base_currency": "EUR", "time_zone": "Europe/Rome", "locale": "it-IT", "tax_rate": 22,
      "tax_number": "IT01234567890", "fiscal_year_start_month": 1}');

  for v_entity in
    with
    tenant (organization_id, prefix, code, place, kind) as (values
      (c_luxe, 'a0000000', 'LUXE', 'Luxe Salon', 1), (c_bella, 'b0000000', 'BELLA', 'Bella Salon', 2)),
    person (user_id, name, email, luxe, bella) as (values
      ('a0000000-0000-4000-8000-0000000000a1'::uuid, 'Layla Haddad', 'owner@luxe.example', true, false),
      ('a0000000-0000-4000-8000-0000000000a2', 'Farid Nasser', 'finance@luxe.example', true, false),
      ('a0000000-0000-4000-8000-0000000000a3', 'Sami Rahal', 'staff@luxe.example', true, false),
      ('a0000000-0000-4000-8000-0000000000a4', 'Vera Klein', 'viewer@luxe.example', true, false),
      ('a0000000-0000-4000-8000-0000000000a5', 'Mona Aziz', 'manager@luxe.example', true, false),
      ('a0000000-0000-4000-8000-0000000000a6', 'Adam Saleh', 'admin@luxe.example', true, false),
      ('b0000000-0000-4000-8000-0000000000b1', 'Bianca Conti', 'owner@bella.example', false, true),
      ('ab000000-0000-4000-8000-0000000000ab', 'Chiara Mansour', 'both@hera.example', true, true),
      ('cc000000-0000-4000-8000-0000000000cc', 'Nils Nobody', 'none@hera.example', false, false),
      ('d0000000-0000-4000-8000-0000000000d1', 'Platform Administrator', 'platform@hera.example', false, false)),
    account (code, name, account_type, normal_balance) as (values
      ('1000', 'Cash', 'asset', 'debit'), ('1010', 'Bank', 'asset', 'debit'), ('1100', 'Receivables', 'asset', 'debit'),
      ('1200', 'Inventory', 'asset', 'debit'), ('2000', 'Payables', 'liability', 'credit'),
      ('2200', 'VAT payable', 'liability', 'credit'), ('3000', 'Equity', 'equity', 'credit'),
      ('4000', 'Service revenue', 'revenue', 'credit'), ('4100', 'Product revenue', 'revenue', 'credit'),
      ('5000', 'Cost of goods', 'expense', 'debit'), ('5200', 'Wages', 'expense', 'debit'),
      ('6000', 'Rent', 'expense', 'debit')),
    posting_rule (code, name, applies_to, lines) as (values
      ('SERVICE_SALE', 'Sale of a service', 'POS_SALE', '[{"account_code": "1000", "side": "DR", "amount": "gross"},
        {"account_code": "4000", "side": "CR", "amount": "net"}, {"account_code": "2200", "side": "CR", "amount": "tax"}]'),
      ('PRODUCT_SALE', 'Sale of a product', 'POS_SALE', '[{"account_code": "1000", "side": "DR", "amount": "gross"},
        {"account_code": "4100", "side": "CR", "amount": "net"}, {"account_code": "2200", "side": "CR", "amount": "tax"}]'),
      ('COST_OF_SALE', 'Cost of a product sold', 'POS_SALE', '[{"account_code": "5000", "side": "DR", "amount": "cost"},
        {"account_code": "1200", "side": "CR", "amount": "cost"}]'),
      ('EXPENSE', 'Rent paid from the bank', 'EXPENSE', '[{"account_code": "6000", "side": "DR", "amount": "net"},
        {"account_code": "1010", "side": "CR", "amount": "net"}]')),
    -- Prices in AED and EUR
    product (digits, name, code, smart, aed, eur, cost_aed, cost_eur, stock) as (values
      ('0000000000f1', 'Argan Oil 100ml', 'PROD-ARGAN-100', 'HAIR_OIL', 45.00, 12.50, 18.00, 5.00, 25),
      ('000000000101', 'Repair Shampoo 250ml', 'PROD-SHAMPOO-250', 'SHAMPOO', 65.00, 16.90, 24.00, 6.50, 40),
      ('000000000102', 'Repair Conditioner 250ml', 'PROD-COND-250', 'CONDITIONER', 68.00, 17.50, 25.00, 6.80, 35),
      ('000000000103', 'Keratin Mask 200ml', 'PROD-MASK-200', 'MASK', 120.00, 29.90, 48.00, 12.00, 18),
      ('000000000104', 'Volume Spray 150ml', 'PROD-SPRAY-150', 'STYLING', 55.00, 14.00, 20.00, 5.20, 30),
      ('000000000105', 'Beard Balm 50ml', 'PROD-BALM-50', 'BEARD', 49.50, 13.20, 17.25, 4.60, 12)),
    service (digits, name, code, smart, aed, eur, minutes) as (values
      ('0000000000f2', 'Cut & Style', 'SVC-CUT-STYLE', 'CUT_STYLE', 175.00, 45.00, 75),
      ('000000000201', 'Blow Dry', 'SVC-BLOW-DRY', 'BLOW_DRY', 90.00, 25.00, 45),
      ('000000000202', 'Full Colour', 'SVC-COLOUR', 'COLOUR', 320.00, 85.00, 120),
      ('000000000203', 'Highlights', 'SVC-HIGHLIGHTS', 'HIGHLIGHTS', 420.00, 110.00, 150),
      ('000000000204', 'Keratin Treatment', 'SVC-KERATIN', 'KERATIN', 650.00, 160.00, 180),
      ('000000000205', 'Manicure', 'SVC-MANICURE', 'MANICURE', 80.00, 22.00, 40)),
    entity (organization_id, id, entity_type, entity_name, entity_code, smart_code, fields) as (
      select c_platform, c_platform, 'ORGANIZATION', 'HERA Platform', 'PLATFORM', 'HERA.CORE.ORG.ENTITY.PLATFORM.V1', '{}'::jsonb
      union all
      select c_platform, user_id, 'USER', name, email, 'HERA.CORE.IDENTITY.USER.PERSON.V1',
        jsonb_build_object('email', email)
      from person
      union all
      select t.organization_id, p.user_id, 'USER', p.name, p.email, 'HERA.CORE.IDENTITY.USER.PERSON.V1',
        jsonb_build_object('email', p.email)
      from tenant t join person p on case t.code when 'LUXE' then p.luxe else p.bella end
      union all
      select organization_id, organization_id, 'ORGANIZATION', place, code, 'HERA.CORE.ORG.ENTITY.BUSINESS.V1', '{}' from tenant
      union all
      select t.organization_id, format(c_id, prefix, digits)::uuid, o.entity_type, o.names[kind], o.codes[kind], o.smart, o.fields
      from tenant t, (values
        ('0000000000c1', 'BRANCH', array['Downtown', 'Centro'], array['BR-DOWNTOWN', 'BR-CENTRO'],
          'HERA.SALON.ORG.BRANCH.SHOP.V1', '{"opens_at": "09:00", "closes_at": "21:00"}'::jsonb),
        ('0000000000e1', 'CATEGORY', array['Hair Care', 'Capelli'], array['CAT-HAIR', 'CAT-HAIR'],
          'HERA.SALON.INV.CATEGORY.RETAIL.V1', '{}'),
        ('0000000000e2', 'BRAND', array['Organica', 'Organica'], array['BRAND-ORGANICA', 'BRAND-ORGANICA'],
          'HERA.SALON.INV.BRAND.RETAIL.V1', '{}'),
        ('0000000000f3', 'CUSTOMER', array['Sarah', 'Sofia'], array['CUST-SARAH', 'CUST-SOFIA'],
          'HERA.SALON.CRM.CUSTOMER.PERSON.V1', '{"vip": true, "birthday": "1990-05-17"}'),
        ('0000000000f4', 'STAFF', array['Maria', 'Marta'], array['STAFF-MARIA', 'STAFF-MARTA'],
          'HERA.SALON.HR.STAFF.STYLIST.V1', '{"position": "Stylist", "commission_rate": 0.15}')
      ) o (digits, entity_type, names, codes, smart, fields)
      union all
      select t.organization_id, format(c_id, prefix, lpad(a.code, 12, '0'))::uuid, 'GL_ACCOUNT', a.name, a.code,
        format('HERA.FIN.GL.ACCOUNT.%s.V1', upper(account_type)),
        jsonb_build_object('account_type', account_type, 'normal_balance', normal_balance)
      from tenant t, account a
      union all
      select t.organization_id, format(c_id, prefix, lpad(to_char(month, 'YYYYMM'), 12, '0'))::uuid, 'FISCAL_PERIOD',
        to_char(month, 'FMMonth YYYY'), to_char(month, 'YYYY-MM'), 'HERA.FIN.FISCAL.PERIOD.MONTH.V1',
        jsonb_build_object('start_date', month::date, 'end_date', (month + interval '1 month - 1 day')::date,
          'fiscal_year', extract(year from month),
          'period_status', case when month < '2024-12-01' then 'LOCKED' when month < '2025-01-01' then 'CLOSED' else 'OPEN' end)
      from tenant t, generate_series(timestamp '2024-01-01', c_until, interval '1 month') month
      union all
      select t.organization_id, uuidv7(), 'POSTING_RULE', r.name, r.code, format('HERA.FIN.POSTING.RULE.%s.V1', r.code),
        jsonb_build_object('applies_to', applies_to, 'lines', lines::jsonb)
      from tenant t, posting_rule r
      union all
      select t.organization_id, format(c_id, prefix, digits)::uuid, 'PRODUCT', name, p.code,
        format('HERA.SALON.INV.PRODUCT.%s.V1', smart),
        jsonb_build_object('price', case kind when 1 then aed else eur end, 'cost', case kind when 1 then cost_aed else cost_eur end,
          'stock_level', stock)
      from tenant t, product p
      union all
      select t.organization_id, format(c_id, prefix, digits)::uuid, 'SERVICE', name, s.code,
        format('HERA.SALON.SVC.SERVICE.%s.V1', smart),
        jsonb_build_object('price', case kind when 1 then aed else eur end, 'duration_minutes', minutes)
      from tenant t, service s
    )
    select * from entity order by organization_id, entity_type, entity_code
  loop
    v_dynamic := coalesce((
      select jsonb_object_agg(f.key, jsonb_build_object(
        'type', case
          when jsonb_typeof(f.value) in ('object', 'array') then 'json'
          when f.key in ('start_date', 'end_date', 'birthday') then 'date'
          else replace(jsonb_typeof(f.value), 'string', 'text') end,
        'value', f.value,
        'smart_code', regexp_replace(v_entity.smart_code, '^(HERA\.\w+\.\w+)\..*', '\1') || '.DYN.' || upper(f.key) || '.V1'))
      from jsonb_each(v_entity.fields) f), '{}');
    v_fields := hera.read_fields(v_dynamic);
    insert into public.core_entities
      (organization_id, id, entity_type, entity_name, entity_code, smart_code, dynamic_snapshot)
    values
      (v_entity.organization_id, v_entity.id, v_entity.entity_type, v_entity.entity_name, v_entity.entity_code,
       v_entity.smart_code, hera.render_fields(v_fields));
    perform hera.insert_fields(v_entity.organization_id, v_entity.id, v_fields);
    perform hera.log_change(v_entity.organization_id, v_entity.id, 'CREATE', v_entity.entity_type, v_entity.smart_code, 1,
      'Demo data', jsonb_build_object('created', jsonb_build_object('entity',
        to_jsonb(v_entity) - array['organization_id', 'id', 'fields'], 'dynamic', v_dynamic, 'relationships', '[]'::jsonb)), null);
  end loop;

  insert into public.core_relationships
    (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code, relationship_data)
  select m.organization_id, m.user_id, m.organization_id, 'MEMBER_OF', 'HERA.CORE.IDENTITY.REL.MEMBER_OF.V1',
    jsonb_build_object('role', m.role)
  from (values
    (c_luxe, 'a0000000-0000-4000-8000-0000000000a1'::uuid, 'owner'),
    (c_luxe, 'a0000000-0000-4000-8000-0000000000a2', 'finance_admin'),
    (c_luxe, 'a0000000-0000-4000-8000-0000000000a3', 'staff'),
    (c_luxe, 'a0000000-0000-4000-8000-0000000000a4', 'viewer'),
    (c_luxe, 'a0000000-0000-4000-8000-0000000000a5', 'manager'),
    (c_luxe, 'a0000000-0000-4000-8000-0000000000a6', 'admin'),
    (c_luxe, 'ab000000-0000-4000-8000-0000000000ab', 'owner'),
    (c_bella, 'ab000000-0000-4000-8000-0000000000ab', 'staff'),
    (c_bella, 'b0000000-0000-4000-8000-0000000000b1', 'owner'),
    (c_platform, 'd0000000-0000-4000-8000-0000000000d1', 'owner')
  ) m (organization_id, user_id, role);

  insert into public.core_relationships (organization_id, from_entity_id, to_entity_id, relationship_type, smart_code)
  select e.organization_id, e.id, format(c_id, left(e.organization_id::text, 8), r.digits)::uuid, r.relationship_type, r.smart_code
  from public.core_entities e, (values
    ('PRODUCT', '0000000000e1', 'HAS_CATEGORY', 'HERA.SALON.INV.REL.HAS_CATEGORY.V1'),
    ('PRODUCT', '0000000000e2', 'HAS_BRAND', 'HERA.SALON.INV.REL.HAS_BRAND.V1'),
    ('STAFF', '0000000000c1', 'WORKS_AT', 'HERA.SALON.HR.REL.WORKS_AT.V1')
  ) r (entity_type, digits, relationship_type, smart_code)
  where e.entity_type = r.entity_type and e.organization_id in (c_luxe, c_bella);
end
$demo$;

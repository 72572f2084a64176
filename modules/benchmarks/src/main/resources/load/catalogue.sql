-- bench.fill: products p_from to p_to of a catalogue, ten fields each (numbers even and skewed, truth values even and rare, dates,
-- texts of few, many and only different values), put in as a restored backup is: without foreign keys checked.
create schema if not exists bench;
create or replace function bench.fill(p_organization_id uuid, p_actor uuid, p_from integer, p_to integer)
returns void language plpgsql set search_path = '' set session_replication_role = replica set synchronous_commit = off as $$
begin
  create temporary table product on commit drop as
  select n, uuidv7() as id,
    (array['Rose', 'Argan', 'Coconut', 'Lavender', 'Amber', 'Café', 'Honey', 'Mint', 'Aloe', 'Olive'])[1 + r.a % 10] || ' '
      || (array['Shampoo', 'Conditioner', 'Hair Oil', 'Body Lotion', 'Face Cream', 'Soap', 'Water', 'Serum'])[1 + r.b % 8] || ' '
      || (array['50ml', '100ml', '200ml', '500ml', '1l'])[1 + r.c % 5] as name,
    round((exp(1 + 5 * r.u))::numeric, 2) as price, r.d % 1000 as stock, round((r.v * 10)::numeric, 3) as weight,
    1 + r.a % 5 as rating, r.e % 2 = 0 as active, r.f % 50 = 0 as featured,
    timestamptz '2020-01-01 00:00Z' + make_interval(mins => r.g % 3000000) as launched,
    'Supplier ' || r.h % 500 || ' Beauty Co.' as supplier,
    (array['red', 'green', 'blue', 'black', 'white', 'amber', 'pink', 'grey'])[1 + r.i % 8] as colour,
    md5(n::text) as batch
  from (
    select n, (random() * 1e9)::integer as a, (random() * 1e9)::integer as b, (random() * 1e9)::integer as c,
      (random() * 1e9)::integer as d, (random() * 1e9)::integer as e, (random() * 1e9)::integer as f,
      (random() * 1e9)::integer as g, (random() * 1e9)::integer as h, (random() * 1e9)::integer as i, random() as u,
      random() as v
    from generate_series(p_from, p_to) n) r;

  insert into public.core_entities (organization_id, id, entity_type, entity_name, entity_code, smart_code, dynamic_snapshot,
    created_by, updated_by)
  select p_organization_id, p.id, 'PRODUCT', p.name, 'BENCH-' || p.n, 'HERA.SALON.INV.PRODUCT.SHAMPOO.V1', format(
      '"active":%s,"batch":"%s","colour":"%s","featured":%s,"launched":"%s","price":%s,"rating":%s,"stock":%s,"supplier":"%s","weight":%s',
      p.active::text, p.batch, p.colour, p.featured::text, to_char(p.launched at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      p.price, p.rating, p.stock, p.supplier, p.weight), p_actor, p_actor
  from pg_temp.product p order by p.n;

  insert into public.core_dynamic_data (organization_id, entity_id, field_name, field_type, field_value_text, field_value_number,
    field_value_boolean, field_value_date, smart_code, created_by, updated_by)
  select p_organization_id, p.id, f.name, f.type, f.text, f.number, f.truth, f.date, 'HERA.SALON.INV.DYN.FIELD.V1', p_actor, p_actor
  from pg_temp.product p, lateral (values
    ('active', 'boolean', null, null::numeric, p.active, null::timestamptz), ('batch', 'text', p.batch, null, null, null),
    ('colour', 'text', p.colour, null, null, null), ('featured', 'boolean', null, null, p.featured, null),
    ('launched', 'date', null, null, null, p.launched), ('price', 'number', null, p.price, null, null),
    ('rating', 'number', null, p.rating, null, null), ('stock', 'number', null, p.stock, null, null),
    ('supplier', 'text', p.supplier, null, null, null), ('weight', 'number', null, p.weight, null, null)
  ) f (name, type, text, number, truth, date) order by p.n;
  drop table pg_temp.product;
end
$$;
-- bench.fill_bare: the same without fields, for the mere number of entities.
create or replace function bench.fill_bare(p_organization_id uuid, p_actor uuid, p_from integer, p_to integer)
returns void language plpgsql set search_path = '' set session_replication_role = replica set synchronous_commit = off as $$
begin
  insert into public.core_entities (organization_id, entity_type, entity_name, entity_code, smart_code, created_by, updated_by)
  select p_organization_id, 'PRODUCT', 'Plain product ' || n, 'BENCH-' || n, 'HERA.SALON.INV.PRODUCT.SHAMPOO.V1', p_actor, p_actor
  from generate_series(p_from, p_to) n;
end
$$;

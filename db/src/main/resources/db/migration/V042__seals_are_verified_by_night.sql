-- How far verifying an organization's seals has come (hera.verify_more_seals), so that no night reads the whole chain from its
-- beginning. It holds nothing that the seals do not tell, and may be emptied at any time: then verifying begins anew.
create table reporting.seals_verified (
  organization_id uuid primary key,
  -- The last seal that held when it was new, and its hash: were it gone tomorrow, the end of the chain was cut off.
  newest bigint not null default 0,
  head text,
  -- The next of the older ones to be compared once more; after the newest it begins again.
  again bigint not null default 1,
  verified_at timestamptz not null default now()
);
alter table reporting.seals_verified enable row level security;
alter table reporting.seals_verified force row level security;
create policy tenant on reporting.seals_verified to hera_app, hera_writer, hera_reader
  using (organization_id = (select nullif(current_setting('hera.organization_id', true), '')::uuid));
grant select on reporting.seals_verified to hera_app, hera_reader;
grant select, insert, update, delete on reporting.seals_verified to hera_writer;

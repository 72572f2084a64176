-- hera.changed_fields: what differs between the dynamic fields of an owner before and after a change, as [{path, from, to}]: of
-- each field dynamic.<name>, its value, and dynamic.<name>.field_type and .smart_code, so that what was can be put back. Both
-- hold the fields that the change is about and no others; one without smart code after it keeps the one it had. No locks.
-- Values are compared as text: jsonb takes 10.50 and 10.500 for equal, who reads them does not.
create or replace function hera.changed_fields(p_old hera.field[], p_new hera.field[])
returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', 'dynamic.' || f.name || c.part, 'from', c.old, 'to', c.new)
      order by f.name collate "C", c.part collate "C")
    from (
      select coalesce(o.field_name, n.field_name) as name, n.field_name is not null as stays,
        hera.field_value(o) as old_value, hera.field_value(n) as new_value,
        o.field_type as old_type, n.field_type as new_type, o.smart_code as old_code, n.smart_code as new_code
      from unnest(p_old) o full join unnest(p_new) n on n.field_name = o.field_name
    ) f cross join lateral (values
      ('', coalesce(f.old_value, 'null'), coalesce(f.new_value, 'null')),
      ('.field_type', to_jsonb(f.old_type), to_jsonb(f.new_type)),
      ('.smart_code', to_jsonb(f.old_code), to_jsonb(case when f.stays then coalesce(f.new_code, f.old_code) end))
    ) c (part, old, new)
    where c.old::text is distinct from c.new::text), '[]');
end
$$;

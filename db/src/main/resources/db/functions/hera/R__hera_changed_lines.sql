-- hera.changed_lines: in what two states of a transaction's lines (hera.lines_by_number) differ, field by field, as [{path:
-- lines.2.line_amount, from, to}]. Immutable, no locks.
-- Values are compared as text: jsonb takes 10.50 and 10.500 for equal, who reads them does not.
create or replace function hera.changed_lines(p_before jsonb, p_after jsonb)
returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('path', format('lines.%s.%s', n.number, f.name), 'from', p_before -> n.number -> f.name,
      'to', p_after -> n.number -> f.name) order by n.number::integer, f.name)
    from (select jsonb_object_keys(p_before || p_after)) n (number),
      lateral jsonb_object_keys(coalesce(p_before -> n.number, '{}') || coalesce(p_after -> n.number, '{}')) f (name)
    where coalesce(p_before -> n.number -> f.name, '{}')::text <> coalesce(p_after -> n.number -> f.name, '{}')::text), '[]');
end
$$;

-- A smart code is a code, of at most 255 characters as every other, and that is asked before its pattern is: a text of 100 kB then costs
-- nothing, whatever it is made of.
alter domain hera.smart_code drop constraint smart_code_check;
alter domain hera.smart_code add constraint smart_code_check check (
  case when length(value) > 255 then false else
    value ~ '^HERA\.[A-Z0-9][A-Z0-9]+(?:\.[A-Z0-9_][A-Z0-9_]+)+\.[Vv][0-9]+$'
    and length(value) - length(replace(value, '.', '')) between 4 and 10
    and length(split_part(value, '.', 2)) <= 15
    and (length(value) < 45 or value !~ '[^.]{31}\.')
  end
);

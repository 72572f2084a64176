-- hera.template_accounts: the chart of accounts that a new organization starts with: what all have, and what its trade adds.
-- No rows for an unknown template. Immutable.
create or replace function hera.template_accounts(p_template text)
returns table (code text, name text, account_type text) language sql immutable set search_path = '' as $$
  select a.code, a.name, a.account_type
  from (values
    ('', '1000', 'Cash', 'asset'), ('', '1010', 'Bank', 'asset'), ('', '1100', 'Receivables', 'asset'),
    ('', '1200', 'Inventory', 'asset'), ('', '2000', 'Payables', 'liability'), ('', '2200', 'VAT payable', 'liability'),
    ('', '3000', 'Equity', 'equity'), ('', '5200', 'Wages', 'expense'), ('', '6000', 'Rent', 'expense'),
    ('salon', '2300', 'Tips payable', 'liability'), ('salon', '4000', 'Service revenue', 'revenue'),
    ('salon', '4100', 'Product revenue', 'revenue'), ('salon', '5000', 'Cost of goods', 'expense'),
    ('salon', '5300', 'Commissions', 'expense'),
    ('retail', '4100', 'Product revenue', 'revenue'), ('retail', '4200', 'Returns and allowances', 'revenue'),
    ('retail', '5000', 'Cost of goods', 'expense'), ('retail', '5100', 'Freight', 'expense'),
    ('restaurant', '2300', 'Tips payable', 'liability'), ('restaurant', '4000', 'Food revenue', 'revenue'),
    ('restaurant', '4100', 'Beverage revenue', 'revenue'), ('restaurant', '5000', 'Cost of food', 'expense'),
    ('restaurant', '5100', 'Cost of beverages', 'expense')
  ) a (template, code, name, account_type)
  where p_template in ('salon', 'retail', 'restaurant') and a.template in ('', p_template)
$$;

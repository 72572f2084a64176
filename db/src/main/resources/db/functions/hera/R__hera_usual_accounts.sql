-- hera.usual_accounts: which account trade posts to for which purpose, where an organization says nothing else: the codes of the templates'
-- charts (hera.template_accounts), and what they lack. Immutable.
create or replace function hera.usual_accounts()
returns table (purpose text, code text, name text, account_type text) language sql immutable set search_path = '' as $$
  values
    ('cash', '1000', 'Cash', 'asset'), ('bank', '1010', 'Bank', 'asset'), ('card', '1020', 'Card clearing', 'asset'),
    ('inventory', '1200', 'Inventory', 'asset'), ('goods_in_transit', '1210', 'Goods in transit', 'asset'),
    ('payables', '2000', 'Payables', 'liability'), ('tax', '2200', 'VAT payable', 'liability'),
    ('tips', '2300', 'Tips payable', 'liability'), ('service_revenue', '4000', 'Service revenue', 'revenue'),
    ('product_revenue', '4100', 'Product revenue', 'revenue'), ('cost_of_goods', '5000', 'Cost of goods', 'expense'),
    ('stock_difference', '5050', 'Inventory differences', 'expense'),
    ('cash_difference', '5900', 'Cash over and short', 'expense')
$$;

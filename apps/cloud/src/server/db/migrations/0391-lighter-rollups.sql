-- Sums are made of orders, whose branch is checked already: asking for it again with each sum made pushes slower for nothing.
ALTER TABLE sales_hours DROP CONSTRAINT sales_hours_company_id_branch_id_fkey;
ALTER TABLE sales_products DROP CONSTRAINT sales_products_company_id_branch_id_fkey;
ALTER TABLE sales_sums DROP CONSTRAINT sales_sums_company_id_branch_id_fkey;

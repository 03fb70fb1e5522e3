-- From a product or a category to the newest days that sold it, and from there to all branches' orders from the newest on.
CREATE INDEX sales_products_of_product ON sales_products (company_id, product_id, business_day);
CREATE INDEX sales_products_of_category ON sales_products (company_id, category_id, business_day);
CREATE INDEX orders_newest ON orders (company_id, business_day, id);

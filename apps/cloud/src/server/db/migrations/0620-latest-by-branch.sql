-- The latest sales of each branch, in place of the company's: the page of today reads those of the branches that somebody may see,
-- and without this it read all that a company had ever sold.
CREATE INDEX orders_latest_of_branch ON orders (company_id, branch_id, settled_at DESC) WHERE settled_at IS NOT NULL;
DROP INDEX orders_latest;

-- Each log-in takes away what is over; it looked through all log-ins for that.
CREATE INDEX sessions_by_end ON sessions (expires_at);
CREATE INDEX login_failures_by_age ON login_failures (last_at);

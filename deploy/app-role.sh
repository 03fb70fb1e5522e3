#!/bin/sh
# The role that servers log in as: it owns nothing, so row-level security binds it. Runs once, on an empty volume.
set -eu
psql --set=password="$FASTOPS_APP_PASSWORD" --username postgres --dbname fastops <<'SQL'
CREATE ROLE fastops_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'password';
SQL

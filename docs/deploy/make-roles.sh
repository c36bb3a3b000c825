#!/bin/sh
# Runs once in a new database: the role that serves, which owns nothing.
# Its password is the one in the file `database_url`.
set -e
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<SQL
CREATE ROLE yuandu_app LOGIN PASSWORD '${YUANDU_APP_PASSWORD:?}';
SQL

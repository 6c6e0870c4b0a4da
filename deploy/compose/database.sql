-- Done once by the superuser, while the volume is empty: the service itself gets a role that owns one database and nothing else.
\set password `cat /run/secrets/database-password`
CREATE ROLE nuzantara LOGIN PASSWORD :'password';
CREATE DATABASE nuzantara OWNER nuzantara;
GRANT pg_read_all_stats TO nuzantara;
\connect nuzantara
CREATE EXTENSION pg_stat_statements;

-- Roles and database of a city centre, with the least rights. Run once as the database's administrator:
--   psql -v ON_ERROR_STOP=1 -f roles.sql
-- then set passwords with \password and write them into the password file (~/.pgpass) of the user that runs the centre.
-- Settings of the centre: store.url=jdbc:postgresql://HOST/tram?user=tram_worker and store.owner=tram_owner.

-- Makes and changes the tables when a new version starts; nobody works as this role.
CREATE ROLE tram_owner LOGIN NOINHERIT CONNECTION LIMIT 10;
-- What the workers are: reads and writes rows, cannot change a table.
CREATE ROLE tram_worker LOGIN NOINHERIT CONNECTION LIMIT 80;
-- For whoever looks: reads only.
CREATE ROLE tram_reader LOGIN NOINHERIT CONNECTION LIMIT 10;

CREATE DATABASE tram OWNER tram_owner ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0;
REVOKE ALL ON DATABASE tram FROM PUBLIC;
GRANT CONNECT ON DATABASE tram TO tram_worker, tram_reader;

\connect tram
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO tram_owner;
GRANT USAGE ON SCHEMA public TO tram_worker, tram_reader;
-- For every table that the owner will make.
ALTER DEFAULT PRIVILEGES FOR ROLE tram_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tram_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE tram_owner IN SCHEMA public GRANT SELECT ON TABLES TO tram_reader;

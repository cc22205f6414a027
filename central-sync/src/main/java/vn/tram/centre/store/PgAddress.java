package vn.tram.centre.store;

/**
 * Where a database of PostgreSQL is. Passwords are not told here: the driver finds them in a password file.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE?user=ROLE}, with any parameter of the driver
 * @param owner role that makes and changes the tables; empty: the role of the URL does
 */
public record PgAddress(String url, String owner) {}

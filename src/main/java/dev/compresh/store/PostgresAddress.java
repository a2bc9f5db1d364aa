package dev.compresh.store;

import dev.compresh.store.OpenException.OpenFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A server's address, taken apart: what the driver wants as its URL, and the credentials apart from
 * it.
 *
 * @param url for the driver; without credentials
 * @param label host and database, for people
 */
record PostgresAddress(String url, String label, @Nullable String user, @Nullable String password) {
  private static final String JDBC = "jdbc:";
  private static final String SCHEME = "postgresql://";
  private static final String SHORT_SCHEME = "postgres://";

  /** Reads {@code text}; a password in it may be percent-encoded. */
  static PostgresAddress parse(String text) throws OpenException {
    String plain = text.strip();
    plain = plain.startsWith(JDBC) ? plain.substring(JDBC.length()) : plain;
    String rest =
        plain.startsWith(SCHEME)
            ? plain.substring(SCHEME.length())
            : plain.startsWith(SHORT_SCHEME) ? plain.substring(SHORT_SCHEME.length()) : null;
    if (rest == null) {
      throw invalid();
    }
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question);
    String place = question < 0 ? rest : rest.substring(0, question);
    int slash = place.lastIndexOf('/');
    String authority = slash < 0 ? place : place.substring(0, slash);
    int at = authority.lastIndexOf('@');
    String hosts = authority.substring(at + 1);
    String database = slash < 0 ? "" : place.substring(slash + 1);
    String user = null;
    String password = null;
    if (at >= 0) {
      String credentials = authority.substring(0, at);
      int colon = credentials.indexOf(':');
      user = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
      password = colon < 0 ? null : decoded(credentials.substring(colon + 1));
    }
    String url = JDBC + SCHEME + hosts + "/" + database + query;
    if (hosts.isEmpty() || Driver.parseURL(url, null) == null) {
      throw invalid();
    }
    return new PostgresAddress(url, hosts + "/" + database, user, password);
  }

  /** The driver's properties: the credentials, and limits that an address may override. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "compresh");
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // A percent sign that encodes nothing is a part of the password.
    }
  }

  private static OpenException invalid() {
    return new OpenException(
        OpenFailure.OTHER,
        "The database address is not valid (database.url or COMPRESH_DATABASE_URL). Write"
            + " postgresql://user:password@host:5432/database.",
        null);
  }

  @Override
  public String toString() {
    return label;
  }
}

package dev.compresh.store;

import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds {@code ?} and {@code :name} in a statement, outside of quotes and comments. Does what
 * JDBI's own parser does for the SQL that is written here; that one loads a grammar, which costs a
 * tenth of a second at every start.
 */
final class PlainSqlParser implements SqlParser {

  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    ParsedSql.Builder parsed = ParsedSql.builder();
    int plain = 0;
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      int end = at + 1;
      if (c == '\'' || c == '"') {
        end = skipPast(sql, String.valueOf(c), at + 1);
      } else if (sql.startsWith("--", at)) {
        end = skipPast(sql, "\n", at + 2);
      } else if (sql.startsWith("/*", at)) {
        end = skipPast(sql, "*/", at + 2);
      } else if (sql.startsWith("::", at)) {
        end = at + 2; // PostgreSQL's cast
      } else if (c == '?') {
        parsed.append(sql.substring(plain, at)).appendPositionalParameter();
        plain = end;
      } else if (c == ':' && name(sql, end) > end) {
        end = name(sql, end);
        parsed.append(sql.substring(plain, at)).appendNamedParameter(sql.substring(at + 1, end));
        plain = end;
      }
      at = end;
    }
    return parsed.append(sql.substring(plain)).build();
  }

  @Override
  public String nameParameter(String rawName, StatementContext context) {
    return ":" + rawName;
  }

  /** Offset behind the next {@code mark}; the end where there is none. */
  private static int skipPast(String sql, String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }

  private static int name(String sql, int from) {
    int end = from;
    while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
      end++;
    }
    return end;
  }
}

package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against JDBI's own parser. */
class PlainSqlParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT a FROM t WHERE b = ? AND c = ?",
        "?",
        "SELECT a FROM t WHERE b >= :from AND b < :to_1",
        ":a:b",
        "SELECT ':no', '?', 'it''s ?', \"col?\" FROM t WHERE x = :yes",
        "SELECT 1 -- why? :no\n, :yes",
        "SELECT /* why? :no */ :yes",
        "SELECT :x::text",
        "SELECT a -- to the end ?",
        "INSERT INTO t VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET a = excluded.a",
      })
  void parsesAsJdbiDoes(String sql, @TempDir Path folder) {
    try (Handle handle = new SqliteDialect(folder.resolve("x.db")).writer()) {
      handle
          .createQuery("SELECT 1")
          .map(
              (_, context) -> {
                assertThat(texts(new PlainSqlParser(), sql, context))
                    .isEqualTo(texts(new ColonPrefixSqlParser(), sql, context));
                return 1;
              })
          .one();
    }
  }

  private static String texts(SqlParser parser, String sql, StatementContext context) {
    ParsedSql parsed = parser.parse(sql, context);
    return parsed.getSql()
        + " "
        + parsed.getParameters().getParameterNames()
        + " "
        + parsed.getParameters().isPositional();
  }
}

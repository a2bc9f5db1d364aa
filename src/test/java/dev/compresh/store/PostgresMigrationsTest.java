package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.compresh.store.OpenException.OpenFailure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostgresMigrationsTest {
  private final PostgresSettings settings =
      new PostgresSettings(PostgresServer.shared().emptyDatabase());

  private int migrate(List<String> files) throws OpenException {
    return PostgresDatabase.migrate(settings, files);
  }

  @Test
  void processesThatStartAtOnce_allComeUp() {
    List<Integer> versions =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(
                _ -> {
                  try {
                    return migrate(SchemaMigrations.FILES);
                  } catch (OpenException e) {
                    throw new AssertionError(e);
                  }
                })
            .toList();
    assertThat(versions).containsOnly(newest());
  }

  @Test
  void aSchemaThatIsNewerByOne_isServedAndOneThatIsNewerByTwoIsNot() throws Exception {
    migrate(SchemaMigrations.FILES);
    assertThat(migrate(allBut(1))).isEqualTo(newest());
    assertThat(catchThrowableOfType(OpenException.class, () -> migrate(allBut(2))).reason())
        .isEqualTo(OpenFailure.NEWER_SCHEMA);
  }

  @Test
  void anOlderSchema_isBroughtUpToDate() throws Exception {
    migrate(allBut(1));
    assertThat(migrate(SchemaMigrations.FILES)).isEqualTo(newest());
  }

  @Test
  void aServerThatIsAway_isUnreachableAndAWrongAddressIsNot() {
    assertThat(reason("postgresql://u:secret@127.0.0.1:1/x")).isEqualTo(OpenFailure.UNREACHABLE);
    assertThat(reason("mysql://u:secret@127.0.0.1/x")).isEqualTo(OpenFailure.OTHER);
    assertThat(reason(PostgresServer.shared().emptyDatabase() + "_missing"))
        .isEqualTo(OpenFailure.OTHER);
  }

  private static OpenFailure reason(String url) {
    OpenException e =
        catchThrowableOfType(
            OpenException.class,
            () -> PostgresDatabase.migrate(new PostgresSettings(url), SchemaMigrations.FILES));
    assertThat(e).hasMessageNotContaining("secret");
    return e.reason();
  }

  private static int newest() {
    return SchemaMigrations.version(SchemaMigrations.FILES.getLast());
  }

  private static List<String> allBut(int last) {
    return SchemaMigrations.FILES.subList(0, SchemaMigrations.FILES.size() - last);
  }
}

package dev.compresh.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

  /** A process of its own that writes and tells what is durable, until it is killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      Database database = Database.open(Path.of(arguments[0]));
      database.commit(handle -> handle.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)"));
      for (int i = 0; ; i += 10) {
        CompletableFuture<?>[] group = new CompletableFuture<?>[10];
        for (int j = 0; j < group.length; j++) {
          int id = i + j;
          group[j] =
              database.write(handle -> handle.execute("INSERT INTO entry (id) VALUES (?)", id));
        }
        CompletableFuture.allOf(group).join();
        System.out.println(i + group.length);
      }
    }
  }

  @Test
  @Timeout(300)
  void killedWhileWriting_losesNothingThatWasDurable(@TempDir Path folder) throws Exception {
    Process victim =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Victim.class.getName(),
                    folder.toString()))
            .redirectErrorStream(true)
            .start();
    long durable = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line; durable < 200 && (line = lines.readLine()) != null; ) {
        // Lines of a logger may stand between.
        durable = line.matches("\\d{1,9}") ? Long.parseLong(line) : durable;
      }
      // By its handle: Process.destroyForcibly() would close the stream that is read on.
      assertThat(victim.toHandle().destroyForcibly()).isTrue();
      victim.waitFor();
      for (String line; (line = lines.readLine()) != null; ) {
        durable = line.matches("\\d{1,9}") ? Long.parseLong(line) : durable;
      }
    }
    long told = durable;
    assertThat(told).isGreaterThanOrEqualTo(200);

    try (Database database = Database.open(folder)) {
      long there =
          database.<Long>read(
              handle ->
                  handle
                      .createQuery("SELECT COUNT(*) FROM entry WHERE id < :durable")
                      .bind("durable", told)
                      .map((row, _) -> row.getLong(1))
                      .one());
      assertThat(there).isEqualTo(told);
      assertThat(
              database.<String>read(
                  handle ->
                      handle
                          .createQuery("PRAGMA integrity_check")
                          .map((row, _) -> row.getString(1))
                          .one()))
          .isEqualTo("ok");
    }
  }
}

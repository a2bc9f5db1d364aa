package dev.compresh.invariant;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.compression.topics.CloudBytes;
import dev.compresh.compression.topics.CloudTag;
import dev.compresh.session.Session;
import dev.compresh.session.SessionReports;
import dev.compresh.session.SessionState;
import dev.compresh.session.StateSeal;
import dev.compresh.store.Database;
import dev.compresh.store.seal.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of sessions holds no word that can be read on disk, and no secret at all. */
class SessionStateSecrecyTest {
  private static final List<String> SECRETS =
      List.of("xylophonecanary", "sk-canarycanary", "ghp_canaryCanary", "AKIACANARYCANARY");

  @TempDir Path folder;

  private static byte[] chat(String text, int turns) {
    StringBuilder body = new StringBuilder("{\"model\":\"gpt-4o\",\"messages\":[");
    for (int i = 0; i < turns; i++) {
      body.append("{\"role\":\"user\",\"content\":\"").append(text).append(" ").append(i);
      body.append("\"},{\"role\":\"assistant\",\"content\":\"As you say\"},");
    }
    return body.append("{\"role\":\"user\",\"content\":\"And?\"}]}").toString().getBytes(UTF_8);
  }

  private void assertNowhere(String word) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1).toLowerCase(Locale.ROOT))
            .as("%s", file)
            .doesNotContain(word.toLowerCase(Locale.ROOT));
      }
    }
  }

  private List<String> terms() throws Exception {
    Path key = folder.resolve("master.key");
    try (Database database = Database.open(folder.resolve("data"))) {
      SessionReports reports =
          new SessionReports(database, new StateSeal(new Keyring(database, null, key)));
      Session session = reports.recent(null, 1).getFirst();
      SessionState state = Objects.requireNonNull(reports.state(session.key()));
      return CloudBytes.read(state.version(), state.bytes()).cloud().tags().stream()
          .map(CloudTag::form)
          .toList();
    }
  }

  @Test
  void topicsLieSealed_andSecretsAreNoTopics() throws Exception {
    String text =
        "Zebracanary asks about Harbourcanary. The password is xylophonecanary, the token"
            + " sk-canarycanary. Use ghp_canaryCanary or AKIACANARYCANARY for Lighthousecanary.";
    try (RunningProgram program =
        RunningProgram.quick(folder, Map.of("COMPRESH_ACCESS_LOG", "false"))) {
      for (int turns = 1; turns < 4; turns++) {
        int status =
            program.post("/v1/chat/completions", chat(text, turns), List.of()).statusCode();
        assertThat(status).isEqualTo(200);
      }
      // While it runs, its write-ahead log is there, too.
      assertNowhere("canary");
      program.restart();
      assertNowhere("canary");
    }
    assertNowhere("canary");
    assertThat(terms()).contains("Harbourcanary", "Lighthousecanary");
    for (String secret : SECRETS) {
      assertThat(terms()).noneMatch(term -> term.equalsIgnoreCase(secret));
    }
  }
}

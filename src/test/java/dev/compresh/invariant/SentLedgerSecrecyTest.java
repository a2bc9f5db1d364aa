package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.invariant.ThinkingConversation.Control;
import dev.compresh.session.Sessions;
import dev.compresh.session.StateSeals;
import dev.compresh.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is kept of bound conversations can't be read on disk, and is gone after seven days. */
class SentLedgerSecrecyTest {
  private static final String SECRET = "zebracanary";
  private static final int TURNS = 14;

  @TempDir Path folder;

  /** Every result begins with lines that hold the secret, and that are shortened. */
  private static void work(ThinkingConversation conversation, JsonNode content, int turn) {
    List<JsonNode> thinking =
        content.values().stream().filter(ThinkingConversation::isThinking).toList();
    String id = "toolu_" + turn;
    ConversationStep.StepCall stepCall =
        new ConversationStep.StepCall(id, "Bash", "{\"command\":\"make\"}");
    conversation.assistant(thinking, "", List.of(stepCall));
    String line = "\u001b[32m" + SECRET + "\u001b[0m compiled " + SECRET + turn + ".c   \n";
    ConversationStep.StepResult stepResult =
        new ConversationStep.StepResult(id, line.repeat(30) + "done " + turn, false);
    conversation.results(new ConversationStep.ResultsStep(List.of(stepResult)));
  }

  private static long rows(Path data) throws Exception {
    try (Database database = Database.open(data)) {
      return database.read(
          handle ->
              handle
                  .createQuery("SELECT COUNT(*) FROM session_sent")
                  .map((row, _) -> row.getLong(1))
                  .one());
    }
  }

  private void assertSecret() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(SECRET);
      }
    }
  }

  @Test
  void nothingLiesInTheClear_andNothingStays() throws Exception {
    Path data;
    long saved = 0;
    try (RunningProgram program =
        RunningProgram.quick(
            folder, Map.of("COMPRESH_TIME_BUDGET", "60s", "COMPRESH_ACCESS_LOG", "false"))) {
      data = program.data();
      Random random = new Random(6);
      ThinkingConversation conversation =
          new ThinkingConversation(
              random, "You build.", List.of("Bash"), Control.REPORT, "claude-opus-5-5");
      conversation.user("Build it.");
      int[] turn = {0};
      PreservingClient client =
          new PreservingClient(
              conversation,
              content -> work(conversation, content, turn[0]++),
              List.of("x-session-id", "secret"),
              program.provider(),
              random);
      for (int i = 0; i < TURNS; i++) {
        PreservingClient.PreservedRequest preservedRequest = client.send(program, "balanced");
        saved += preservedRequest.original() - preservedRequest.optimized();
      }
      assertSecret();
    }
    assertSecret();
    assertThat(saved).isPositive();
    assertThat(rows(data)).isEqualTo(TURNS);
    purge(data, Duration.ofDays(6));
    assertThat(rows(data)).isEqualTo(TURNS);
    purge(data, Duration.ofDays(8));
    assertThat(rows(data)).isZero();
  }

  private static void purge(Path data, Duration later) throws Exception {
    InstantSource clock = () -> InstantSource.system().instant().plus(later);
    try (Database database = Database.open(data);
        Sessions sessions = new Sessions(database, StateSeals.of(database), clock)) {
      sessions.purge();
    }
  }
}

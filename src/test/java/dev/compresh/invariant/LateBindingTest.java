package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.invariant.ThinkingConversation.Control;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compression begins in the middle of a conversation that was sent as it is until then. */
class LateBindingTest {
  private static final int RAW = 12;
  private static final int TURNS = 40;

  @TempDir private static Path folder;
  private static RunningProgram program;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>(RunningProgram.UNHURRIED);
    settings.put("COMPRESH_ACCESS_LOG", "false");
    program = RunningProgram.quick(folder, settings);
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  @ParameterizedTest
  @CsvSource({
    "off, lossless, true",
    "off, balanced, true",
    "off, max, false",
    "straight, off, true",
    "straight, lossless, true",
    "straight, balanced, true",
    "straight, balanced, false",
    "straight, max, true"
  })
  void noBlockIsRefused(String until, String mode, boolean agent) {
    Random random = new Random(12);
    String name = until + "-" + mode + "-" + agent;
    Control control = random.nextBoolean() ? Control.ERROR : Control.REPORT;
    ThinkingConversation conversation =
        new ThinkingConversation(
            random, "You are " + name + ".", List.of("Read"), control, "claude-sonnet-5-5");
    ThinkingCourse course = new ThinkingCourse(random, agent, conversation);
    PreservingClient client =
        new PreservingClient(
            conversation,
            course::answered,
            List.of("x-session-id", name),
            program.provider(),
            random);
    long saved = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      if (turn < RAW && until.equals("straight")) {
        client.sendTo(URI.create(program.provider().url()));
        continue;
      }
      PreservingClient.PreservedRequest preservedRequest =
          client.send(program, turn < RAW ? until : mode);
      assertThat(preservedRequest.attempts()).isEqualTo(1);
      assertThat(preservedRequest.dropped()).isEmpty();
      saved += preservedRequest.original() - preservedRequest.optimized();
      if (turn == RAW) {
        assertThat(preservedRequest.left()).isEmpty();
      }
    }
    if (agent && !mode.equals("off")) {
      assertThat(saved).isPositive();
    }
  }
}

package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.invariant.ThinkingConversation.Control;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was sent is forgotten in the middle of conversations: they go on, and lose little. */
class LostLedgerProgramTest {
  private static final int BEFORE = 10;
  private static final int AFTER = 6;

  /** The answer that the loss may cost thinking, and the one after it, which leaves it out. */
  private static final int SETTLED = 2;

  @TempDir Path folder;

  /** How it is forgotten. */
  enum Loss {
    ROWS,
    KEY,
    STORE
  }

  private static void lose(RunningProgram program, Loss loss) {
    try {
      switch (loss) {
        case ROWS -> {
          try (Database database = Database.open(program.data())) {
            int rows =
                database.commit(
                    handle -> handle.createUpdate("DELETE FROM session_sent").execute());
            assertThat(rows).isPositive();
          }
        }
        case KEY -> Files.delete(program.keyFile());
        case STORE -> {
          try (Stream<Path> files = Files.walk(program.data())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
              Files.delete(file);
            }
          }
        }
      }
    } catch (IOException | OpenException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ROWS, lossless, lossless",
    "ROWS, max, lossless",
    "ROWS, lossless, off",
    "KEY, balanced, balanced",
    "STORE, balanced, balanced",
    "STORE, max, off"
  })
  void conversationsGoOn(Loss loss, String mode, String later) {
    Map<String, String> settings = new HashMap<>(RunningProgram.UNHURRIED);
    settings.put("COMPRESH_ACCESS_LOG", "false");
    try (RunningProgram program = RunningProgram.quick(folder, settings)) {
      Random random = new Random(9);
      List<PreservingClient> clients = new ArrayList<>();
      for (Control control : List.of(Control.NONE, Control.REPORT, Control.DROP_BLOCK)) {
        clients.add(client(program, control, random));
      }
      for (PreservingClient client : clients) {
        for (int turn = 0; turn < BEFORE; turn++) {
          assertThat(client.send(program, mode).attempts()).isEqualTo(1);
        }
      }
      program.restart(() -> lose(program, loss));
      // In mode off, what a client has dropped itself is not changed.
      int strict = later.equals("off") ? 2 : 3;
      clients.subList(0, strict).forEach(client -> goesOn(client, program, later));
    }
  }

  private static void goesOn(PreservingClient client, RunningProgram program, String mode) {
    long attempts = 0;
    Set<String> before = new HashSet<>(client.thinking());
    for (int turn = 0; turn < AFTER; turn++) {
      PreservingClient.PreservedRequest preservedRequest = client.send(program, mode);
      attempts += preservedRequest.attempts() - 1;
      if (turn >= SETTLED) {
        assertThat(preservedRequest.dropped()).as("turn %s after the loss", turn).isEmpty();
        assertThat(before).containsAll(preservedRequest.left());
      } else {
        before.addAll(client.thinking());
      }
    }
    assertThat(attempts).as("requests that were sent twice").isLessThanOrEqualTo(1);
  }

  private static PreservingClient client(RunningProgram program, Control control, Random random) {
    ThinkingConversation conversation =
        new ThinkingConversation(
            random, "You work.", List.of("Read", "Bash"), control, "claude-opus-5-5");
    ThinkingCourse course = new ThinkingCourse(random, true, conversation);
    List<String> session = List.of("x-session-id", "lost-" + control);
    return new PreservingClient(
        conversation, course::answered, session, program.provider(), random);
  }
}

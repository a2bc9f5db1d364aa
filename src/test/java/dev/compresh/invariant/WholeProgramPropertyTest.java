package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.PromptTokens;
import dev.compresh.token.Encodings;
import dev.compresh.wire.Dialect;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random conversations of several clients at once, through the whole program. */
class WholeProgramPropertyTest {
  private static final int TURNS = 45;

  @TempDir private static Path folder;
  private static RunningProgram program;
  private static RunningProgram stranger;
  private static final PromptTokens TOKENS = new PromptTokens(new Encodings().o200k());

  @BeforeAll
  static void start() {
    program = RunningProgram.quick(folder.resolve("one"), RunningProgram.UNHURRIED);
    stranger = RunningProgram.quick(folder.resolve("two"), RunningProgram.UNHURRIED);
  }

  @AfterAll
  static void stop() {
    program.close();
    stranger.close();
  }

  /** Few in every build; {@code -Dinvariant.seeds=500} looks longer. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("invariant.seeds", 5));
  }

  /** One client: its conversation, and what was forwarded for it. */
  private static final class Client {
    final Course course;
    final Wire wire;
    final CompressionMode mode;
    final String system;
    final Successive successive;

    Client(Random random, int number) {
      this.course = new Course(random, number % 3 != 0);
      this.wire = new Wire(List.of(Dialect.values()).get(random.nextInt(3)), random);
      this.mode = List.of(CompressionMode.values()).get(random.nextInt(4));
      this.system = "You are client " + random.nextInt(1000) + ".";
      this.successive = new Successive(wire.dialect, mode, TOKENS);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyInvariantHolds(long seed) {
    Random random = new Random(seed);
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(new Client(random, i));
    }
    for (int turn = 0; turn < TURNS; turn++) {
      if (random.nextInt(TURNS) == 0) {
        program.restart();
      }
      for (Client client : clients) {
        turn(client, random);
      }
    }
  }

  @Test
  void withoutTime_bodiesAreAsValidAndAsStable() {
    Map<String, String> hurried =
        Map.of("COMPRESH_TIME_BUDGET", "1ms", "COMPRESH_SUSPEND_LAYERS", "false");
    try (RunningProgram late = RunningProgram.quick(folder.resolve("late"), hurried)) {
      Random random = new Random(7);
      for (int i = 0; i < 4; i++) {
        Client client = new Client(random, i);
        for (int turn = 0; turn < TURNS; turn++) {
          List<Line> lines = client.course.next();
          byte[] original = client.wire.body(client.system, lines);
          client.successive.check(lines, original, forwarded(late, client, original));
        }
      }
    }
  }

  private static void turn(Client client, Random random) {
    List<Line> lines = client.course.next();
    byte[] original = client.wire.body(client.system, lines);
    byte[] forwarded = forwarded(program, client, original);
    String about = client.mode + " " + client.wire.dialect + " of " + lines.size() + " lines";
    try {
      client.successive.check(lines, original, forwarded);
      if (random.nextInt(4) == 0) {
        assertThat(Faithful.text(forwarded(stranger, client, original)))
            .as("from a program that did not see the turns before")
            .isEqualTo(Faithful.text(forwarded));
      }
    } catch (AssertionError e) {
      throw new AssertionError(about, e);
    }
  }

  private static byte[] forwarded(RunningProgram on, Client client, byte[] body) {
    HttpResponse<byte[]> answer =
        on.post(
            client.wire.path(),
            body,
            List.of("x-compresh-mode", client.mode.label(), "x-session-id", "shared"));
    assertThat(answer.statusCode()).isLessThan(500);
    return on.forwarded();
  }
}

package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.PromptTokens;
import dev.compresh.dialect.DialectRegistry;
import dev.compresh.token.ExactTokenizers;
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
  private static final PromptTokens TOKENS = new PromptTokens(new ExactTokenizers().o200k());

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
  private static final class ProgramClient {
    final RequestSequence course;
    final ClientWireFormat wire;
    final CompressionMode mode;
    final String system;
    final PrefixInvariant successive;

    ProgramClient(Random random, int number) {
      this.course = new RequestSequence(random, number % 3 != 0);
      this.wire = new ClientWireFormat(DialectRegistry.all().get(random.nextInt(3)), random);
      this.mode = List.of(CompressionMode.values()).get(random.nextInt(4));
      this.system = "You are client " + random.nextInt(1000) + ".";
      this.successive = new PrefixInvariant(wire.dialect, mode, TOKENS);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyInvariantHolds(long seed) {
    Random random = new Random(seed);
    List<ProgramClient> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(new ProgramClient(random, i));
    }
    for (int turn = 0; turn < TURNS; turn++) {
      if (random.nextInt(TURNS) == 0) {
        program.restart();
      }
      for (ProgramClient programClient : clients) {
        turn(programClient, random);
      }
    }
  }

  @Test
  void withoutTime_bodiesAreAsValidAndAsStable() {
    Map<String, String> hurried =
        Map.of(
            "COMPRESH_TIME_BUDGET",
            "1ms",
            "COMPRESH_SUSPEND_LAYERS",
            "false",
            "COMPRESH_CACHE",
            "passthrough");
    try (RunningProgram late = RunningProgram.quick(folder.resolve("late"), hurried)) {
      Random random = new Random(7);
      for (int i = 0; i < 4; i++) {
        ProgramClient programClient = new ProgramClient(random, i);
        for (int turn = 0; turn < TURNS; turn++) {
          List<ConversationStep> lines = programClient.course.next();
          byte[] original = programClient.wire.body(programClient.system, lines);
          programClient.successive.check(lines, original, forwarded(late, programClient, original));
        }
      }
    }
  }

  private static void turn(ProgramClient programClient, Random random) {
    List<ConversationStep> lines = programClient.course.next();
    byte[] original = programClient.wire.body(programClient.system, lines);
    byte[] forwarded = forwarded(program, programClient, original);
    String about =
        programClient.mode + " " + programClient.wire.dialect + " of " + lines.size() + " lines";
    try {
      programClient.successive.check(lines, original, forwarded);
      if (random.nextInt(4) == 0) {
        assertThat(BodyFidelity.text(forwarded(stranger, programClient, original)))
            .as("from a program that did not see the turns before")
            .isEqualTo(BodyFidelity.text(forwarded));
      }
    } catch (AssertionError e) {
      throw new AssertionError(about, e);
    }
  }

  private static byte[] forwarded(RunningProgram on, ProgramClient programClient, byte[] body) {
    HttpResponse<byte[]> answer =
        on.post(
            programClient.wire.path(),
            body,
            List.of("x-compresh-mode", programClient.mode.label(), "x-session-id", "shared"));
    assertThat(answer.statusCode()).isLessThan(500);
    return on.forwarded();
  }
}

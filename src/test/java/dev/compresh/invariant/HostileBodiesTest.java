package dev.compresh.invariant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.dialect.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that nobody sends in good faith: never a 5xx, never a hang. */
class HostileBodiesTest {
  /** No body here takes a tenth of it on a machine that is not busy; the client waits 60. */
  private static final double MOST_SECONDS = 55;

  @TempDir private static Path folder;
  private static RunningProgram program;

  @BeforeAll
  static void start() {
    program = RunningProgram.quick(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  private static double seconds(String path, byte[] body) {
    long start = System.nanoTime();
    var answer = program.post(path, body, List.of());
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(answer.statusCode()).as(() -> new String(answer.body(), UTF_8)).isLessThan(500);
    assertThat(seconds).isLessThan(MOST_SECONDS);
    return seconds;
  }

  @ParameterizedTest
  @MethodSource("dev.compresh.dialect.DialectRegistry#all")
  void mutatedBody_isAnswered(Dialect dialect) {
    Random random = new Random(dialect.name().length());
    ClientWireFormat clientWireFormat = new ClientWireFormat(dialect, random);
    RequestSequence requestSequence = new RequestSequence(random, true);
    List<ConversationStep> lines = requestSequence.next();
    for (int i = 0; i < 30; i++) {
      lines = requestSequence.next();
    }
    byte[] body = clientWireFormat.body("Be brief.", lines);
    for (int i = 0; i < 120; i++) {
      seconds(clientWireFormat.path(), mutated(body, random));
    }
  }

  private static byte[] mutated(byte[] body, Random random) {
    int at = random.nextInt(body.length);
    int other = random.nextInt(body.length);
    byte[] junk =
        switch (random.nextInt(9)) {
          case 0 -> new byte[] {(byte) random.nextInt(256)};
          case 1 -> "\"".getBytes(UTF_8);
          case 2 -> "\\ud83d".getBytes(UTF_8);
          case 3 -> new byte[] {(byte) 0xc3, 0x28, (byte) 0xff};
          case 4 -> "[".repeat(3_000).getBytes(UTF_8);
          case 5 -> "{\"a\":".repeat(3_000).getBytes(UTF_8);
          case 6 -> "\\u0000\\u001b[2J\\r".getBytes(UTF_8);
          case 7 -> Arrays.copyOfRange(body, Math.min(at, other), Math.max(at, other));
          default -> new byte[0];
        };
    byte[] head = Arrays.copyOf(body, at);
    int skip = random.nextInt(3) == 0 ? Math.min(body.length, at + random.nextInt(200)) : at;
    byte[] tail =
        random.nextInt(8) == 0 ? new byte[0] : Arrays.copyOfRange(body, skip, body.length);
    byte[] out = Arrays.copyOf(head, head.length + junk.length + tail.length);
    System.arraycopy(junk, 0, out, head.length, junk.length);
    System.arraycopy(tail, 0, out, head.length + junk.length, tail.length);
    return out;
  }

  /** What slow scanners, greedy matchers and bad hashes stumble over, as a tool's result. */
  static List<String> baits() {
    return List.of(
        "a",
        " ",
        "\n",
        "\r",
        "{",
        "\\",
        "\u001b[",
        "1:\n",
        "{\"a\":",
        "[{\"a\":1,\"b\":2},",
        "x\nx\ny\n",
        "<a ",
        "\u884c",
        "at a.b(C.java:1)\n",
        "2026-01-01 00:00:00 ");
  }

  @ParameterizedTest
  @MethodSource("baits")
  void muchOfOneThing_takesTimeInProportion(String bait) {
    double one = bait(bait, 1 << 18, "Bash", "make");
    double four = bait(bait, 1 << 20, "db", "");
    assertThat(four).isLessThan(Math.max(20.0, 24 * one));
  }

  private static double bait(String bait, int size, String tool, String command) {
    String text = bait.repeat(size / bait.length());
    List<ConversationStep> lines = new ArrayList<>();
    lines.add(new ConversationStep.UserStep("Look.", false));
    for (int i = 0; i < 6; i++) {
      String id = "c" + i;
      String arguments = command.isEmpty() ? "{}" : "{\"command\":\"" + command + "\"}";
      lines.add(
          new ConversationStep.AssistantStep(
              "", false, List.of(new ConversationStep.StepCall(id, tool, arguments))));
      String result = i == 5 ? text : "line " + i + "\n" + "short".repeat(500 + i);
      lines.add(
          new ConversationStep.ResultsStep(
              List.of(new ConversationStep.StepResult(id, result, false))));
    }
    ClientWireFormat clientWireFormat = new ClientWireFormat(Dialect.CHAT, new Random(1));
    return seconds(clientWireFormat.path(), clientWireFormat.body("s", lines));
  }

  @Test
  void longChat_ofOneThingSaid() {
    for (String bait : List.of("a", " ", "\n", "\u884c", "a.b", "? ", "1 May ")) {
      List<ConversationStep> lines = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        lines.add(
            new ConversationStep.UserStep(
                bait.repeat((i == 3 ? 1 << 20 : 2_000) / bait.length()), false));
        lines.add(new ConversationStep.AssistantStep("Yes " + i, false, List.of()));
      }
      lines.add(new ConversationStep.UserStep("And " + bait + "?", false));
      ClientWireFormat clientWireFormat = new ClientWireFormat(Dialect.CHAT, new Random(1));
      seconds(clientWireFormat.path(), clientWireFormat.body("s", lines));
    }
  }

  @Test
  void fiftyThousandMessages() {
    List<ConversationStep> lines = new ArrayList<>();
    for (int i = 0; i < 25_000; i++) {
      lines.add(new ConversationStep.UserStep("Say " + i * 7919 % 1000, false));
      lines.add(new ConversationStep.AssistantStep("It is " + i, false, List.of()));
    }
    lines.add(new ConversationStep.UserStep("What now?", false));
    ClientWireFormat clientWireFormat = new ClientWireFormat(Dialect.CHAT, new Random(1));
    seconds(clientWireFormat.path(), clientWireFormat.body("s", lines));
  }

  @Test
  void megabytesInOneString() {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    while (text.length() < 3 << 20) {
      text.append((char) (random.nextInt(10) == 0 ? ' ' : 'a' + random.nextInt(26)));
    }
    List<ConversationStep> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lines.add(new ConversationStep.UserStep("Say it.", false));
      lines.add(
          new ConversationStep.AssistantStep(i == 2 ? text.toString() : "Yes.", false, List.of()));
    }
    lines.add(new ConversationStep.UserStep("Again?", false));
    ClientWireFormat clientWireFormat = new ClientWireFormat(Dialect.MESSAGES, new Random(1));
    seconds(clientWireFormat.path(), clientWireFormat.body("s", lines));
  }

  @Test
  void moreTextThanAnyModelTakes_isEstimatedNotCounted() {
    List<ConversationStep> lines = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      lines.add(new ConversationStep.UserStep("Say it.", false));
      lines.add(new ConversationStep.AssistantStep("word ".repeat(600_000), false, List.of()));
    }
    lines.add(new ConversationStep.UserStep("Again?", false));
    ClientWireFormat clientWireFormat = new ClientWireFormat(Dialect.CHAT, new Random(1));
    byte[] body = clientWireFormat.body("s", lines);
    var answer = program.post(clientWireFormat.path(), body, List.of());
    // What comes after the bound of what is planned is estimated at four bytes a token.
    assertThat(
            Integer.parseInt(answer.headers().firstValue("x-compresh-original-tokens").orElse("")))
        .isBetween(body.length / 5, body.length / 4);
    assertThat(answer.headers().firstValue("x-compresh-saved-tokens")).hasValue("0");
  }
}

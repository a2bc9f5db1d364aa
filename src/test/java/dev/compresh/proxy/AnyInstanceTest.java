package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A conversation whose turns any instance serves goes out as from one. */
class AnyInstanceTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CONVERSATIONS = 8;
  private static final int TURNS = 26;
  private static final int INSTANCES = 3;
  private static final List<Duration> GAPS =
      List.of(
          Duration.ofSeconds(3),
          Duration.ofSeconds(40),
          Duration.ofMinutes(4),
          Duration.ofMinutes(4),
          Duration.ofMinutes(6),
          Duration.ofMinutes(70),
          Duration.ofHours(3));

  @TempDir private Path folder;
  private int decisions;

  /**
   * A turn.
   *
   * @param gap since the one before
   * @param isMissed whether the provider's cache lost its prefix
   * @param isRepeated whether its first answer never came, and the client asks again
   */
  private record PlayedTurn(Duration gap, String body, boolean isMissed, boolean isRepeated) {}

  /** An agent that reads and edits the same few files, so that much of what it read gets stale. */
  private static List<PlayedTurn> conversation(int seed) {
    Random random = new Random(seed);
    List<PlayedTurn> turns = new ArrayList<>();
    ObjectNode body = JSON.createObjectNode();
    body.put("model", "claude-sonnet-4-5").put("max_tokens", 1_000);
    body.put("system", "You are a careful engineer. Conversation " + seed);
    for (String tool : List.of("Read", "Bash")) {
      ObjectNode one = body.withArray("tools").addObject().put("name", tool);
      one.putObject("input_schema").put("type", "object");
    }
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "user").put("content", "Find out why job " + seed + " fails.");
    for (int turn = 0; turn < TURNS; turn++) {
      if (random.nextInt(12) == 0) {
        body.put("model", random.nextBoolean() ? "claude-sonnet-4-5" : "claude-opus-4-5");
      }
      turns.add(
          new PlayedTurn(
              GAPS.get(random.nextInt(GAPS.size())),
              body.toString(),
              random.nextInt(4) == 0,
              random.nextInt(6) == 0));
      step(messages, random, turn);
    }
    return turns;
  }

  private static void step(ArrayNode messages, Random random, int turn) {
    String id = "call_" + turn;
    ArrayNode blocks = messages.addObject().put("role", "assistant").putArray("content");
    blocks.addObject().put("type", "text").put("text", "Step " + turn + ".");
    ObjectNode use = blocks.addObject().put("type", "tool_use").put("id", id);
    int file = random.nextInt(4);
    if (random.nextBoolean()) {
      use.put("name", "Read").putObject("input").put("file_path", "/src/part" + file + ".py");
    } else {
      use.put("name", "Bash").putObject("input").put("command", "cat /src/part" + file + ".py");
    }
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 60; line++) {
      text.append("def step_").append(file).append('_').append(line);
      text.append("(value): return value * ").append(random.nextInt(1_000)).append('\n');
    }
    ArrayNode results = messages.addObject().put("role", "user").putArray("content");
    ObjectNode result = results.addObject().put("type", "tool_result").put("tool_use_id", id);
    result.put("content", text.toString());
  }

  private List<String> served(Path store, List<PlayedTurn> turns, int instances, int seed)
      throws Exception {
    Random random = new Random(seed);
    List<String> sent = new ArrayList<>();
    Files.createDirectories(store);
    try (InstanceFleet fleet = new InstanceFleet(store, instances)) {
      for (PlayedTurn turn : turns) {
        fleet.pass(turn.gap());
        if (turn.isRepeated()) {
          int first = random.nextInt(instances);
          sent.add(fleet.sendUnanswered(first, turn.body()));
          killUnlessAlone(fleet, instances, first);
        }
        sent.add(fleet.send(random.nextInt(instances), turn.body(), turn.isMissed()));
        if (random.nextInt(8) == 0) {
          killUnlessAlone(fleet, instances, random.nextInt(instances));
        }
      }
      decisions += fleet.decisions();
    }
    return sent;
  }

  /** One instance alone is never killed: it is what the others are compared with. */
  private static void killUnlessAlone(InstanceFleet fleet, int instances, int instance) {
    if (instances > 1) {
      fleet.kill(instance);
    }
  }

  @Test
  void conversationsRoutedAtRandom_withInstancesKilled_goOutAsFromOne() throws Exception {
    for (int seed = 1; seed <= CONVERSATIONS; seed++) {
      List<PlayedTurn> turns = conversation(seed);
      List<String> one = served(folder.resolve("one" + seed), turns, 1, seed);
      List<String> many = served(folder.resolve("many" + seed), turns, INSTANCES, seed);
      for (int turn = 0; turn < one.size(); turn++) {
        assertThat(many.get(turn))
            .as("conversation %s, request %s", seed, turn)
            .isEqualTo(one.get(turn));
      }
    }
    // Else nothing was to be shared.
    assertThat(decisions).isEqualTo(2 * CONVERSATIONS);
  }
}

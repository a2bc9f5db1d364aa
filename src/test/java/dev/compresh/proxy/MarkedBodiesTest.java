package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.CachePlay.Played;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of many shapes, marked, before the provider's strict checks: each must be accepted. */
class MarkedBodiesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk";

  @TempDir Path folder;

  /** The body without its marks, and with a lone text block as the string it represents. */
  private static String plain(String json) {
    JsonNode body = JSON.readTree(json);
    strip(body);
    ObjectNode root = (ObjectNode) body;
    if (isLoneText(root.path("system"))) {
      root.put("system", root.path("system").get(0).get("text").asString());
    }
    for (JsonNode message : root.path("messages")) {
      if (isLoneText(message.path("content"))) {
        ((ObjectNode) message).put("content", message.get("content").get(0).get("text").asString());
      }
    }
    return body.toString();
  }

  private static boolean isLoneText(JsonNode content) {
    return content.isArray()
        && content.size() == 1
        && content.get(0).path("type").asString("").equals("text")
        && content.get(0).size() == 2;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("cache_control");
    }
    node.forEach(MarkedBodiesTest::strip);
  }

  /** A conversation of random shapes, as frameworks write them; grows by a turn with each call. */
  private static void turn(ArrayNode messages, Random random, int turn) {
    if (!messages.isEmpty()) {
      ObjectNode answer = messages.addObject().put("role", "assistant");
      if (random.nextBoolean()) {
        answer.put("content", "Answer" + AgentTalk.words(30, turn));
      } else {
        ArrayNode blocks = answer.putArray("content");
        blocks.addObject().put("type", "text").put("text", "I look.");
        int calls = 1 + random.nextInt(3);
        for (int i = 0; i < calls; i++) {
          ObjectNode use = blocks.addObject().put("type", "tool_use");
          use.put("id", "t" + turn + "_" + i).put("name", "tool0").putObject("input");
        }
        ArrayNode results = messages.addObject().put("role", "user").putArray("content");
        for (int i = 0; i < calls; i++) {
          result(results.addObject(), "t" + turn + "_" + i, random, turn);
        }
        return;
      }
    }
    ObjectNode user = messages.addObject().put("role", "user");
    switch (random.nextInt(4)) {
      case 0 -> user.put("content", "Ask" + AgentTalk.words(50, turn));
      case 1 -> {
        ArrayNode blocks = user.putArray("content");
        blocks.addObject().put("type", "text").put("text", "See" + AgentTalk.words(40, turn));
        image(blocks.addObject());
      }
      case 2 -> {
        ArrayNode blocks = user.putArray("content");
        ObjectNode document = blocks.addObject().put("type", "document");
        ObjectNode source = document.putObject("source").put("type", "text");
        source.put("media_type", "text/plain").put("data", "Plain" + AgentTalk.words(60, turn));
        document.putObject("citations").put("enabled", true);
        blocks.addObject().put("type", "text").put("text", "Cite it.");
      }
      default -> user.putArray("content").addObject().put("type", "text").put("text", "Go on.");
    }
  }

  private static void result(ObjectNode result, String id, Random random, int turn) {
    result.put("type", "tool_result").put("tool_use_id", id);
    switch (random.nextInt(4)) {
      case 0 -> result.put("content", "Out" + AgentTalk.words(80, turn));
      case 1 -> {
        ArrayNode content = result.putArray("content");
        content.addObject().put("type", "text").put("text", "Out" + AgentTalk.words(80, turn));
        image(content.addObject());
      }
      case 2 -> result.put("is_error", true).put("content", "It failed.");
      default -> {}
    }
  }

  private static void image(ObjectNode image) {
    ObjectNode source = image.put("type", "image").putObject("source").put("type", "base64");
    source.put("media_type", "image/png").put("data", PIXEL);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void bodiesOfFrameworks_areMarked_andSayTheSame(int seed) {
    Random random = new Random(seed);
    ObjectNode body = JSON.createObjectNode().put("model", "claude-sonnet-5-5");
    body.put("max_tokens", 64);
    if (seed % 2 == 0) {
      body.put("system", "Be terse." + AgentTalk.words(400, 1));
    } else {
      ArrayNode system = body.putArray("system");
      system.addObject().put("type", "text").put("text", "Be terse.");
      system.addObject().put("type", "text").put("text", "Rules:" + AgentTalk.words(400, 2));
    }
    ObjectNode tool = body.putArray("tools").addObject().put("name", "tool0");
    tool.putObject("input_schema").put("type", "object");
    ArrayNode messages = body.putArray("messages");
    try (CachePlay play = CachePlay.plain(folder.resolve("s" + seed), "auto")) {
      long before = 0;
      for (int turn = 0; turn < 12; turn++) {
        turn(messages, random, turn);
        Played played = play.send(body.toString());
        assertThat(played.marks()).isBetween(2, 3);
        assertThat(plain(played.text())).isEqualTo(plain(body.toString()));
        assertThat(played.usage().cacheRead()).isEqualTo(before);
        before = played.usage().cacheRead() + played.usage().cacheWrite5m();
        play.pass(Duration.ofSeconds(45));
      }
    }
  }

  @Test
  void thinkingThatIsBound_staysValid_whateverMovesAlong() {
    ObjectNode body = JSON.createObjectNode().put("model", "claude-opus-5-5");
    body.put("max_tokens", 4_000).put("system", "Be terse." + AgentTalk.words(500, 1));
    body.putObject("thinking").put("type", "adaptive");
    ArrayNode messages = body.putArray("messages");
    List<Long> reads = new ArrayList<>();
    try (CachePlay play = CachePlay.compressing(folder.resolve("bound"), "auto", "lossless")) {
      for (int turn = 0; turn < 12; turn++) {
        messages.addObject().put("role", "user").put("content", "Ask" + AgentTalk.words(150, turn));
        Played played = play.send(body.toString());
        reads.add(played.usage().cacheRead());
        JsonNode answer = play.ask(played.sent());
        assertThat(answer.path("content").toString()).contains("thinking");
        messages.addObject().put("role", "assistant").set("content", answer.get("content"));
        play.pass(Duration.ofSeconds(30));
      }
    }
    assertThat(reads.getFirst()).isZero();
    assertThat(reads.subList(2, 12)).isSorted().allMatch(read -> read > 1_000);
  }

  @Test
  void aToolThatIsLoadedLater_andTurnScopedInstructions_areRefusedWithMarks_soTheyGetNone() {
    ObjectNode body = JSON.createObjectNode().put("model", "claude-opus-5-5").put("max_tokens", 9);
    ArrayNode tools = body.putArray("tools");
    tools.addObject().put("name", "a").putObject("input_schema").put("type", "object");
    ObjectNode later = tools.addObject().put("name", "b").put("defer_loading", true);
    later.putObject("input_schema").put("type", "object");
    later.put("description", AgentTalk.words(700, 1));
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "user").put("content", "Hi" + AgentTalk.words(600, 3));
    ObjectNode reminder = messages.addObject().put("role", "system");
    reminder.put("content", "Be brief.").put("clear_at", "next_user_message");
    try (CachePlay play = CachePlay.plain(folder.resolve("later"), "auto")) {
      Played played = play.send(body.toString());
      assertThat(played.marks()).isEqualTo(2);
      assertThat(played.text()).contains("\"content\":\"Be brief.\"");
    }
  }
}

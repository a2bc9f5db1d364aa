package dev.compresh.bench;

import dev.compresh.dialect.Usage;
import dev.compresh.proxy.CachePlay;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sessions of an agent whose requests come at random times: half of them within two minutes, a
 * tenth after more than five, another tenth after more than an hour.
 */
final class CacheGaps {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SESSIONS = 60;

  private CacheGaps() {}

  /** What a session cost under each way. */
  record GapSession(long raw, long auto, long soon, long hour) {
    GapSession plus(GapSession other) {
      return new GapSession(
          raw + other.raw, auto + other.auto, soon + other.soon, hour + other.hour);
    }
  }

  static String report() throws IOException {
    List<GapSession> all = play(SESSIONS, 5);
    GapSession sum = all.stream().reduce(new GapSession(0, 0, 0, 0), GapSession::plus);
    long hindsight = all.stream().mapToLong(s -> Math.min(s.soon, s.hour)).sum();
    long worst = Long.MIN_VALUE;
    for (int i = 0; i + 20 <= all.size(); i++) {
      GapSession some =
          all.subList(i, i + 20).stream().reduce(new GapSession(0, 0, 0, 0), GapSession::plus);
      worst = Math.max(worst, 1_000 * some.auto / some.raw - 1_000);
    }
    return ("gaps: %.1f%% against raw (5 min always %.1f%%, 1 h always %.1f%%); %+.1f%% against the"
            + " better of both, %+.1f%% against the better of both for each session; worst 20"
            + " sessions %.1f%% against raw")
        .formatted(
            100.0 * sum.auto / sum.raw - 100,
            100.0 * sum.soon / sum.raw - 100,
            100.0 * sum.hour / sum.raw - 100,
            100.0 * sum.auto / Math.min(sum.soon, sum.hour) - 100,
            100.0 * sum.auto / hindsight - 100,
            worst / 10.0);
  }

  static List<GapSession> play(int count, int seed) throws IOException {
    List<GapSession> all = new ArrayList<>();
    Random random = new Random(seed);
    CachePlay auto = CacheBench.play("auto", "lossless");
    CachePlay soon = CacheBench.play("passthrough", "lossless");
    CachePlay hour = CacheBench.play("passthrough", "lossless");
    for (int i = 0; i < count; i++) {
      all.add(session(i, random, auto, soon, hour));
      for (CachePlay play : List.of(auto, soon, hour)) {
        play.pass(Duration.ofMinutes(90));
      }
    }
    List.of(auto, soon, hour).forEach(CachePlay::close);
    return all;
  }

  private static GapSession session(
      int number, Random random, CachePlay auto, CachePlay soon, CachePlay hour) {
    ObjectNode body = JSON.createObjectNode().put("model", "claude-sonnet-4-5");
    body.put("max_tokens", 64).put("system", "You fix builds." + CacheBench.words(1_500, 1));
    ObjectNode tool = body.putArray("tools").addObject().put("name", "run");
    tool.putObject("input_schema").put("type", "object");
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "user").put("content", "Task " + number);
    GapSession sum = new GapSession(0, 0, 0, 0);
    int turns = 4 + random.nextInt(36);
    for (int t = 0; t < turns; t++) {
      String json = body.toString();
      Usage marked = auto.send(json).usage();
      sum =
          sum.plus(
              new GapSession(
                  1_000 * marked.prompt(),
                  CacheBench.cost(marked),
                  CacheBench.cost(soon.send(client(json, "5m")).usage()),
                  CacheBench.cost(hour.send(client(json, "1h")).usage())));
      Duration gap = gap(random);
      for (CachePlay play : List.of(auto, soon, hour)) {
        play.pass(gap);
      }
      step(messages, number, t, 100 + random.nextInt(600));
    }
    return sum;
  }

  private static void step(ArrayNode messages, int number, int turn, int words) {
    String id = "toolu_" + number + "_" + turn;
    ArrayNode uses = messages.addObject().put("role", "assistant").putArray("content");
    ObjectNode use = uses.addObject().put("type", "tool_use").put("id", id).put("name", "run");
    use.putObject("input").put("n", turn);
    ArrayNode results = messages.addObject().put("role", "user").putArray("content");
    ObjectNode result = results.addObject().put("type", "tool_result").put("tool_use_id", id);
    result.put("content", CacheBench.words(words, number * 100 + turn));
  }

  private static String client(String json, String life) {
    ObjectNode body = (ObjectNode) JSON.readTree(json);
    JsonNode mark = JsonNodeFactory.instance.objectNode().put("type", "ephemeral").put("ttl", life);
    ArrayNode messages = (ArrayNode) body.get("messages");
    int left = 2;
    for (int i = messages.size() - 1; i >= 0 && left > 0; i--) {
      JsonNode content = messages.get(i).get("content");
      if (messages.get(i).get("role").asString().equals("user")) {
        left--;
        if (content.isArray()) {
          ((ObjectNode) content.get(content.size() - 1)).set("cache_control", mark);
        }
      }
    }
    ((ObjectNode) body.get("tools").get(0)).set("cache_control", mark);
    return body.toString();
  }

  /** Half below two minutes; 10 % between five and sixty; 10 % above an hour. */
  private static Duration gap(Random random) {
    double chance = random.nextDouble();
    double minutes =
        chance < 0.5
            ? 2 * random.nextDouble()
            : chance < 0.8
                ? 2 + 3 * random.nextDouble()
                : chance < 0.9 ? 5 + 55 * random.nextDouble() : 60 + 120 * random.nextDouble();
    return Duration.ofMillis((long) (minutes * 60_000));
  }
}

package dev.compresh.bench;

import dev.compresh.dialect.Usage;
import dev.compresh.proxy.CachePlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replays requests that mark nothing before the simulated provider, by a clock played fast: what
 * the input costs raw, with marks set by Compresh, with compression besides, and for a client that
 * marks perfectly.
 *
 * <p>Arguments: {@code sessions FILE…} (with {@code -s N} for the first N sessions of each), {@code
 * classifier}, {@code one-offs}, {@code gaps}; none for all.
 */
public final class CacheBench {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final List<String> FILES = List.of("claude-code", "specstory", "swe");

  private CacheBench() {}

  public static void main(String[] args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    int most = Integer.MAX_VALUE;
    int at = all.indexOf("-s");
    if (at >= 0) {
      most = Integer.parseInt(all.get(at + 1));
      all.subList(at, at + 2).clear();
    }
    String what = all.isEmpty() ? "all" : all.removeFirst();
    if (what.equals("sessions") || what.equals("all")) {
      for (String file : all.isEmpty() ? FILES : all) {
        sessions(file, most);
      }
    }
    if (what.equals("classifier") || what.equals("all")) {
      System.out.println(classifier(play("auto", "lossless"), 3));
    }
    if (what.equals("one-offs") || what.equals("all")) {
      System.out.println(oneOffs(play("auto", "lossless"), false));
      System.out.println(oneOffs(play("auto", "lossless"), true));
    }
    if (what.equals("gaps") || what.equals("all")) {
      System.out.println(CacheGaps.report());
    }
  }

  static CachePlay play(String cache, String mode) throws IOException {
    Path folder = Files.createTempDirectory("compresh-cache");
    return mode.equals("lossless")
        ? CachePlay.plain(folder, cache)
        : CachePlay.compressing(folder, cache, mode);
  }

  /** Input in thousandths of a fresh token, at the usual prices. */
  static long cost(Usage usage) {
    return 1_000 * usage.input()
        + 100 * usage.cacheRead()
        + 1_250 * usage.cacheWrite5m()
        + 2_000 * usage.cacheWrite1h();
  }

  private static void sessions(String file, int most) throws IOException {
    List<JsonNode> sessions = SessionFiles.read(file);
    sessions = sessions.subList(0, Math.min(most, sessions.size()));
    Cost raw = replay(sessions, play("passthrough", "lossless"), b -> b);
    Cost marked = replay(sessions, play("passthrough", "lossless"), MarkingClient::mark);
    Cost auto = replay(sessions, play("auto", "lossless"), b -> b);
    Cost balanced = replay(sessions, play("auto", "balanced"), b -> b);
    System.out.printf(
        "%s: %d requests, %,d tokens raw; marked by a client %s, by Compresh %s (%+.2f%% against"
            + " the client), with balanced %s%n",
        file,
        raw.requests,
        raw.units / 1_000,
        marked.below(raw),
        auto.below(raw),
        100.0 * auto.units / marked.units - 100,
        balanced.below(raw));
  }

  /** What some requests cost. */
  record Cost(int requests, long units, long tokens, long read) {
    String below(Cost raw) {
      return "%,d (%.1f%%; %,d tokens, %.1f%% read)"
          .formatted(units / 1_000, 100.0 * units / raw.units - 100, tokens, 100.0 * read / tokens);
    }
  }

  private static Cost replay(
      List<JsonNode> sessions, CachePlay play, Function<ObjectNode, ObjectNode> client) {
    long units = 0;
    long tokens = 0;
    long read = 0;
    int requests = 0;
    for (JsonNode session : sessions) {
      List<JsonNode> messages = new ArrayList<>();
      session.get("messages").forEach(messages::add);
      for (int t = 2; t < messages.size(); t++) {
        if (messages.get(t).get("role").asString().equals("assistant")) {
          ObjectNode body = SessionFiles.body(session, messages.subList(0, t), true);
          body.get("messages").forEach(CacheBench::fill);
          body = client.apply(body);
          Usage usage = play.send(body.toString()).usage();
          units += cost(usage);
          tokens += usage.prompt();
          read += usage.cacheRead();
          requests++;
          play.pass(STEP);
        }
      }
      play.pass(Duration.ofHours(3));
    }
    play.close();
    return new Cost(requests, units, tokens, read);
  }

  /** Some recorded answers are blank, which the API refuses. */
  private static void fill(JsonNode message) {
    for (JsonNode block : message.get("content")) {
      if (block.path("text").isString() && block.path("text").asString().isBlank()) {
        ((ObjectNode) block).put("text", "(no text)");
      }
    }
  }

  /** A long instruction and 500 short texts, each in a request of its own, at random times. */
  static String classifier(CachePlay play, int seed) {
    Random random = new Random(seed);
    long units = 0;
    long raw = 0;
    for (int i = 0; i < 500; i++) {
      ObjectNode body = JSON.createObjectNode().put("model", "claude-sonnet-4-5");
      body.put("max_tokens", 16).put("system", "Classify." + words(1_500, 0));
      ObjectNode message = body.putArray("messages").addObject().put("role", "user");
      message.put("content", "Text: " + words(40 + random.nextInt(60), i));
      Usage usage = play.send(body.toString()).usage();
      units += cost(usage);
      raw += 1_000 * usage.prompt();
      play.pass(Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) * 120_000)));
    }
    play.close();
    return "classifier: %.1f%% against raw".formatted(100.0 * units / raw - 100);
  }

  /** 200 large requests that have nothing in common. */
  static String oneOffs(CachePlay play, boolean tools) {
    Random random = new Random(4);
    long units = 0;
    long raw = 0;
    for (int i = 0; i < 200; i++) {
      ObjectNode body = JSON.createObjectNode().put("model", "claude-sonnet-4-5");
      body.put("max_tokens", 16).put("system", "Sum up " + i + "." + words(800, i));
      if (tools) {
        ObjectNode tool = body.putArray("tools").addObject().put("name", "t" + i);
        tool.putObject("input_schema").put("type", "object");
      }
      ObjectNode message = body.putArray("messages").addObject().put("role", "user");
      message.put("content", words(2_000 + random.nextInt(8_000), i));
      Usage usage = play.send(body.toString()).usage();
      units += cost(usage);
      raw += 1_000 * usage.prompt();
      play.pass(Duration.ofSeconds(random.nextInt(120)));
    }
    play.close();
    return "one-offs%s: %+.2f%% against raw"
        .formatted(tools ? " with tools" : "", 100.0 * units / raw - 100);
  }

  /** Words of about two tokens each. */
  static String words(int count, int seed) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(" w").append((seed * 31 + i * 7) % 997);
    }
    return text.toString();
  }
}

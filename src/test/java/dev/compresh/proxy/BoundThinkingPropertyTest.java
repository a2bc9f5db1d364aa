package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.LayerFactory;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.session.sent.MemorySentLedger;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random agents of models that bind their thinking: whatever mode a request names, whichever
 * instance serves it, and after every restart, no block comes back behind something else than it
 * was made behind.
 */
class BoundThinkingPropertyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> MODES = List.of("lossless", "balanced", "max", "off");

  private static final LayerFactory LAYERS =
      new LayerFactory() {
        @Override
        public List<LayerHistory> fresh(CompressionPolicy compressionPolicy) {
          return List.of(
              new AgentHistory(compressionPolicy, ElisionMarkers.DEFAULT),
              new EpisodicMemory(compressionPolicy));
        }

        @Override
        public List<LayerHistory> appendOnly(CompressionPolicy compressionPolicy) {
          return List.of(
              AgentHistory.appendOnly(compressionPolicy, ElisionMarkers.DEFAULT),
              new EpisodicMemory(compressionPolicy));
        }
      };

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("invariant.seeds", 12));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void blocksStayBehindWhatTheyWereMadeBehind(long seed) {
    Random random = new Random(seed);
    SentLedger ledger = new MemorySentLedger(InstantSource.system(), SentLimits.DEFAULT);
    BindingProvider provider = new BindingProvider();
    BoundAgent agent = new BoundAgent(random);
    PipelineFixture.PipelineSetup pipelineSetup =
        PipelineFixture.PipelineSetup.plain().layers(LAYERS).sent(ledger);
    String mode = MODES.get(random.nextInt(3));
    boolean switches = random.nextBoolean();
    int changed = 0;
    int compressible = 0;
    List<PipelineFixture> instances = new ArrayList<>();
    try {
      instances.add(pipelineSetup.in(folder.resolve("a")));
      instances.add(pipelineSetup.in(folder.resolve("b")));
      for (int turn = 0; turn < 40; turn++) {
        mode = switches && random.nextInt(6) == 0 ? MODES.get(random.nextInt(4)) : mode;
        if (random.nextInt(10) == 0) {
          int at = random.nextInt(2);
          instances.get(at).close();
          instances.set(at, pipelineSetup.in(folder.resolve("r" + turn)));
        }
        byte[] body = agent.request();
        PipelineFixture instance = instances.get(random.nextInt(2));
        ForwardRequest forwardRequest =
            instance.forwarded(
                "/v1/messages",
                new String(body, StandardCharsets.UTF_8),
                "x-session-id",
                "s" + seed,
                "x-compresh-mode",
                mode);
        byte[] sent = forwardRequest.attempts().first().body();
        assertThat(provider.mismatches(sent)).as("seed %s turn %s %s", seed, turn, mode).isEmpty();
        changed += sent.length < body.length ? 1 : 0;
        compressible += mode.equals("off") || body.length < 12_000 ? 0 : 1;
        agent.answered(provider.think(sent));
      }
    } finally {
      instances.forEach(PipelineFixture::close);
    }
    // Short conversations are left alone, and so are those in mode off.
    assertThat(changed > 0 || compressible < 3).as("compressed requests").isTrue();
  }

  /** A client that keeps its history as it is, goes back now and then, and trims it. */
  private static final class BoundAgent {
    private final Random random;
    private final List<String> files = new ArrayList<>();
    private List<ObjectNode> history = new ArrayList<>();
    private int calls;

    BoundAgent(Random random) {
      this.random = random;
      for (int i = 0; i < 4; i++) {
        StringBuilder file = new StringBuilder();
        int lines = 10 + random.nextInt(16);
        for (int line = 1; line <= lines; line++) {
          file.append("%6d\u2192  int value%d = compute(%d);%n".formatted(line, line, line * i));
        }
        files.add(file.toString().replace("\r\n", "\n"));
      }
      history.add(user("Fix the build, please."));
    }

    byte[] request() {
      switch (random.nextInt(14)) {
        case 0 -> back();
        case 1 -> trim();
        case 2 -> forget();
        default -> {}
      }
      ObjectNode body = JSON.createObjectNode();
      body.put("model", "claude-opus-5-5").put("max_tokens", 500).put("system", "You are terse.");
      ArrayNode messages = body.putArray("messages");
      history.forEach(messages::add);
      return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Goes on from an earlier question or result. */
    private void back() {
      int at = random.nextInt(history.size());
      if (history.get(at).path("role").asString().equals("user")) {
        history = new ArrayList<>(history.subList(0, at + 1));
      }
    }

    /** Leaves out what was thought in the older half, as clients do to save tokens. */
    private void forget() {
      for (int i = 0; i < history.size() / 2; i++) {
        history.set(i, withoutThinking(history.get(i)));
      }
    }

    private static ObjectNode withoutThinking(ObjectNode message) {
      ObjectNode copy = message.deepCopy();
      if (copy.path("content") instanceof ArrayNode content) {
        for (int i = content.size() - 1; i >= 0; i--) {
          if (content.get(i).path("type").asString().equals("thinking")) {
            content.remove(i);
          }
        }
      }
      return copy;
    }

    /** Leaves the oldest messages out, and all thinking with them. */
    private void trim() {
      List<ObjectNode> kept = new ArrayList<>();
      int from = history.size() > 20 ? 10 : 0;
      while (from > 0 && from < history.size() && !history.get(from).path("content").isString()) {
        from++;
      }
      for (ObjectNode message : history.subList(from, history.size())) {
        kept.add(from > 0 ? withoutThinking(message) : message);
      }
      if (!kept.isEmpty()) {
        history = kept;
      }
    }

    void answered(ObjectNode thinking) {
      ObjectNode answer = JSON.createObjectNode().put("role", "assistant");
      ArrayNode content = answer.putArray("content");
      if (random.nextInt(5) > 0) {
        content.add(thinking);
      }
      history.add(answer);
      if (random.nextInt(5) == 0) {
        content.addObject().put("type", "text").put("text", "Done with step " + calls + ".");
        history.add(user("Next: look at part " + calls++ + " as well."));
        return;
      }
      String id = "toolu_" + calls++;
      int file = random.nextInt(files.size());
      boolean reads = random.nextInt(3) > 0;
      ObjectNode use = content.addObject().put("type", "tool_use").put("id", id);
      use.put("name", reads ? "Read" : "Bash");
      if (reads) {
        use.putObject("input").put("file_path", "/w/f" + file + ".java");
      } else {
        use.putObject("input").put("command", "npm test");
      }
      ObjectNode result = JSON.createObjectNode().put("role", "user");
      String text =
          reads ? files.get(file) : "\u001b[32mok\u001b[0m 1\nok 2\nok 3\n".repeat(30) + calls;
      ObjectNode block = result.putArray("content").addObject();
      block.put("type", "tool_result").put("tool_use_id", id).put("content", text);
      history.add(result);
    }

    private static ObjectNode user(String text) {
      return JSON.createObjectNode().put("role", "user").put("content", text);
    }
  }
}

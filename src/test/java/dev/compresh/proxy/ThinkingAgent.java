package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.LayerFactory;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.RouteRule;
import dev.compresh.config.RouteTarget;
import dev.compresh.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client whose model thinks and reads files, and the provider that binds its thinking. */
final class ThinkingAgent {
  static final String BOUND = "claude-opus-5-5";

  /** All layers, as the program has them. */
  static final LayerFactory LAYERS =
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

  /** A gateway that asks one account of Anthropic, and then another. */
  static PipelineFixture.PipelineSetup twoAccounts() {
    return PipelineFixture.PipelineSetup.plain()
        .layers(LAYERS)
        .providers(
            ProviderConfig.of("one", "anthropic", null, new Secret("sk-1")),
            ProviderConfig.of("two", "anthropic", null, new Secret("sk-2")))
        .rules(
            false,
            new RouteRule(
                "*",
                List.of(new RouteTarget("one", null, 0, 1), new RouteTarget("two", null, 1, 1))));
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final List<ObjectNode> history = new ArrayList<>();
  private final PipelineFixture gateway;
  private final BindingProvider provider = new BindingProvider();
  private int calls;

  ThinkingAgent(PipelineFixture gateway) {
    this.gateway = gateway;
    history.add(user("Fix the build, please."));
  }

  static ObjectNode user(String text) {
    return JSON.createObjectNode().put("role", "user").put("content", text);
  }

  /** Goes on for some steps, none of which breaks what is bound. */
  ThinkingAgent steps(int count) {
    for (int i = 0; i < count; i++) {
      byte[] sent = sent(ask(BOUND));
      assertThat(mismatches(sent)).isEmpty();
      answered(sent);
    }
    return this;
  }

  /** The model thought over {@code sent} and reads a file. */
  void answered(byte[] sent) {
    String id = "toolu_" + calls;
    ObjectNode answer = JSON.createObjectNode().put("role", "assistant");
    ArrayNode content = answer.putArray("content").add(provider.think(sent));
    ObjectNode use = content.addObject().put("type", "tool_use").put("id", id).put("name", "Read");
    use.putObject("input").put("file_path", "/w/f" + calls % 3 + ".java");
    ObjectNode result = JSON.createObjectNode().put("role", "user");
    ObjectNode block = result.putArray("content").addObject().put("type", "tool_result");
    block.put("tool_use_id", id).put("content", file(calls % 3));
    history.add(answer);
    history.add(result);
    calls++;
  }

  private static String file(int number) {
    StringBuilder file = new StringBuilder();
    for (int line = 1; line <= 60; line++) {
      file.append("%6d\u2192  int value%d = compute(%d);\n".formatted(line, line, line * number));
    }
    return file.toString();
  }

  ForwardRequest ask(String model) {
    return askAs(body(model, history));
  }

  ForwardRequest askAs(String body) {
    return gateway.forwarded(
        "/v1/messages", body, "x-session-id", "s", "x-compresh-mode", "balanced");
  }

  static String body(String model, List<ObjectNode> messages) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", model).put("max_tokens", 500).put("system", "You are terse.");
    ArrayNode array = body.putArray("messages");
    messages.forEach(array::add);
    return body.toString();
  }

  /** The history without what was thought. */
  List<ObjectNode> withoutThinking() {
    List<ObjectNode> bare = new ArrayList<>();
    for (ObjectNode message : history) {
      ObjectNode copy = message.deepCopy();
      if (copy.path("content") instanceof ArrayNode content
          && content.get(0).path("type").asString().equals("thinking")) {
        content.remove(0);
      }
      bare.add(copy);
    }
    return bare;
  }

  List<String> mismatches(byte[] sent) {
    return provider.mismatches(sent);
  }

  static byte[] sent(ForwardRequest forwardRequest) {
    return forwardRequest.attempts().first().body();
  }

  static String text(byte @Nullable [] sent) {
    return sent == null ? "" : new String(sent, StandardCharsets.UTF_8);
  }

  static int blocks(byte[] sent) {
    return text(sent).split("\"type\":\"thinking\"", -1).length - 1;
  }
}

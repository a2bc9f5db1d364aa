package dev.compresh.compression.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A turn of a thinking model's chat that is folded goes whole, and what it thought with it. */
class ReasoningFoldTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
  private static final int TURNS = 60;

  private final Compressor compressor =
      new Compressor(
          TOKENS,
          new PromptTokens(TOKENS),
          compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
          () -> 0,
          64 << 20);

  /** How an API carries what a model thought. */
  enum ThoughtForm {
    PLAIN(Dialect.CHAT),
    CONTENT(Dialect.CHAT),
    DETAILS(Dialect.CHAT),
    BLOCKS(Dialect.MESSAGES),
    REDACTED(Dialect.MESSAGES),
    ITEMS(Dialect.RESPONSES);

    @SuppressWarnings("ImmutableEnumChecker") // dialects have no state
    private final Dialect dialect;

    ThoughtForm(Dialect dialect) {
      this.dialect = dialect;
    }
  }

  static Stream<ThoughtForm> thinking() {
    return Stream.of(ThoughtForm.values()).filter(thoughtForm -> thoughtForm != ThoughtForm.PLAIN);
  }

  private static ObjectNode body(ThoughtForm thoughtForm) {
    DialogueBodies chat = DialogueBodies.random(3, TURNS);
    ObjectNode root = MAPPER.createObjectNode().put("model", "m").put("max_tokens", 9);
    ArrayNode out =
        root.putArray(thoughtForm.dialect.equals(Dialect.RESPONSES) ? "input" : "messages");
    for (int i = 0; i < chat.size() - 1; i++) {
      String text = chat.texts().get(i);
      if (i % 2 == 0) {
        out.addObject().put("role", "user").put("content", text);
      } else {
        answer(thoughtForm, out, text, i);
      }
    }
    return root;
  }

  private static void answer(ThoughtForm thoughtForm, ArrayNode out, String text, int i) {
    if (thoughtForm == ThoughtForm.ITEMS) {
      ObjectNode thought = out.addObject().put("type", "reasoning").put("id", "rs_" + i);
      thought.put("encrypted_content", "gAAA" + i).putArray("summary");
      ObjectNode item = out.addObject().put("id", "msg_" + i).put("type", "message");
      item.put("role", "assistant").put("status", "completed");
      item.putArray("content").addObject().put("type", "output_text").put("text", text);
      return;
    }
    ObjectNode message = out.addObject();
    if (thoughtForm == ThoughtForm.DETAILS) {
      message.put("reasoning", "thought " + i);
      message
          .putArray("reasoning_details")
          .addObject()
          .put("type", "reasoning.text")
          .put("text", "thought " + i);
    }
    message.put("role", "assistant");
    if (thoughtForm == ThoughtForm.BLOCKS || thoughtForm == ThoughtForm.REDACTED) {
      ArrayNode content = message.putArray("content");
      ObjectNode block = content.addObject();
      if (thoughtForm == ThoughtForm.BLOCKS) {
        block.put("type", "thinking").put("thinking", "thought " + i).put("signature", "Er" + i);
      } else {
        block.put("type", "redacted_thinking").put("data", "Er" + i);
      }
      content.addObject().put("type", "text").put("text", text);
      return;
    }
    message.put("content", text);
    if (thoughtForm == ThoughtForm.CONTENT) {
      message.put("reasoning_content", "thought " + i);
    }
  }

  private CompressionPlan plan(Prompt prompt, CompressionObjective compressionObjective) {
    return compressor.plan(
        prompt,
        CompressionPolicy.of(CompressionMode.BALANCED, compressionObjective),
        TimeLimit.DEFAULT);
  }

  private static Prompt prompt(ThoughtForm thoughtForm) {
    byte[] json = body(thoughtForm).toString().getBytes(StandardCharsets.UTF_8);
    return (Prompt) PromptReader.read(thoughtForm.dialect, json);
  }

  @ParameterizedTest
  @MethodSource("thinking")
  void itFoldsAsFarAsTheSameChatWithoutThinking(ThoughtForm thoughtForm) {
    CompressionPlan without = plan(prompt(ThoughtForm.PLAIN), CompressionObjective.TOKENS);
    CompressionPlan with = plan(prompt(thoughtForm), CompressionObjective.TOKENS);
    double share = (double) without.forwarded() / without.original();
    assertThat((double) with.forwarded() / with.original()).isLessThan(share + 0.05);
    assertThat(share).isLessThan(0.6);
  }

  @ParameterizedTest
  @MethodSource("thinking")
  void theThinkingOfFoldedTurnsGoesAndThatOfOthersStaysAsItWas(ThoughtForm thoughtForm) {
    Prompt prompt = prompt(thoughtForm);
    JsonNode sent = MAPPER.readTree(plan(prompt, CompressionObjective.TOKENS).apply(prompt));
    JsonNode messages =
        sent.get(thoughtForm.dialect.equals(Dialect.RESPONSES) ? "input" : "messages");
    JsonNode original =
        body(thoughtForm).get(thoughtForm.dialect.equals(Dialect.RESPONSES) ? "input" : "messages");
    String last = "";
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String role = message.path("role").asString("reasoning");
      assertThat(role).isNotEqualTo(last);
      last = role;
      if (message.toString().contains("Noted.")) {
        assertThat(message.toString()).doesNotContain("thought", "Er", "reasoning", "\"id\"");
      } else if (!role.equals("user")) {
        assertThat(original).contains(message);
      }
      if (role.equals("reasoning")) {
        int at = Integer.parseInt(message.get("id").asString().substring(3));
        assertThat(messages.get(i + 1).get("id").asString()).isEqualTo("msg_" + at);
      }
    }
    assertThat(messages.toString()).contains("Noted.");
    assertThat(messages.size()).isLessThan(original.size() / 2);
  }

  @Test
  void whetherAClientSendsOldThinkingChangesNothingOfWhatIsFolded() {
    String with = gists(ThoughtForm.CONTENT);
    assertThat(with).isNotEmpty().isEqualTo(gists(ThoughtForm.PLAIN));
  }

  private String gists(ThoughtForm thoughtForm) {
    StringBuilder out = new StringBuilder();
    Prompt prompt = prompt(thoughtForm);
    for (JsonNode message :
        MAPPER.readTree(plan(prompt, CompressionObjective.TOKENS).apply(prompt)).get("messages")) {
      out.append(message.get("role").asString()).append(message.get("content").asString());
    }
    return out.toString();
  }
}

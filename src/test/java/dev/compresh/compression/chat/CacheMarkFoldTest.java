package dev.compresh.compression.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Clients move their marks for the provider's cache from turn to turn. */
class CacheMarkFoldTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
  private static final CompressionPolicy POLICY =
      CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS);
  private static final String MARK = ",\"cache_control\":{\"type\":\"ephemeral\"}";

  private static Compressor compressor() {
    return new Compressor(
        TOKENS,
        new PromptTokens(TOKENS),
        compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
        () -> 0,
        64 << 20);
  }

  /** The first {@code size} messages; the last two of the user are marked. */
  private static Prompt prompt(DialogueBodies chat, int size) {
    ObjectNode root = MAPPER.createObjectNode().put("model", "m").put("max_tokens", 9);
    ArrayNode out = root.putArray("messages");
    for (int i = 0; i < size; i++) {
      ObjectNode message = out.addObject().put("role", i % 2 == 0 ? "user" : "assistant");
      ObjectNode block = message.putArray("content").addObject().put("type", "text");
      block.put("text", chat.texts().get(i));
      if (i % 2 == 0 && i >= size - 3) {
        block.putObject("cache_control").put("type", "ephemeral");
      }
    }
    byte[] body = root.toString().getBytes(StandardCharsets.UTF_8);
    return (Prompt) PromptReader.read(Dialect.MESSAGES, body);
  }

  private static String sent(Compressor compressor, Prompt prompt) {
    byte[] sent = compressor.plan(prompt, POLICY, TimeLimit.DEFAULT).apply(prompt);
    return new String(sent, StandardCharsets.UTF_8);
  }

  /** Each message was marked when it came, and none was ever folded. */
  @Test
  void whatWasMarkedWhenItCameIsFoldedLater() {
    DialogueBodies chat = DialogueBodies.random(3, 60);
    Compressor warm = compressor();
    String sent = "";
    for (int size = 1; size < chat.size(); size += 2) {
      sent = sent(warm, prompt(chat, size));
    }
    Prompt last = prompt(chat, chat.size() - 1);
    assertThat(sent.length()).isLessThan(last.body().length / 2);
    assertThat(sent).isEqualTo(sent(compressor(), last));
    assertThat(sent.split(MARK.substring(1, 17), -1)).hasSize(3);
  }
}

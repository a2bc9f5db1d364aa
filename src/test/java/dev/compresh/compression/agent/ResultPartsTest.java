package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.UnsignedText;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A result may hold several texts, with images between them; a reader counts it as one. */
class ResultPartsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private final ArrayNode messages = JSON.createArrayNode();

  private static String lines(String word) {
    return IntStream.range(0, 30)
        .mapToObj(i -> "the " + word + " number " + i + " of this report\n")
        .collect(Collectors.joining());
  }

  private void read(String path, String... texts) {
    String id = "call_" + messages.size();
    ObjectNode call = messages.addObject().put("role", "assistant").putArray("content").addObject();
    call.put("type", "tool_use").put("id", id).put("name", "read_file");
    call.putObject("input").put("path", path);
    ObjectNode result = messages.addObject().put("role", "user").putArray("content").addObject();
    ArrayNode content =
        result.put("type", "tool_result").put("tool_use_id", id).putArray("content");
    for (String text : texts) {
      content.addObject().put("type", "text").put("text", text);
    }
  }

  private List<String> forwarded() {
    ObjectNode body = JSON.createObjectNode().put("model", "claude-sonnet-4-5");
    body.put("max_tokens", 9).set("messages", messages);
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(Dialect.MESSAGES, bytes);
    Compressor compressor = AgentCompression.compressor();
    CompressionPolicy lossless =
        CompressionPolicy.of(CompressionMode.LOSSLESS, CompressionObjective.COST);
    byte[] out = compressor.plan(prompt, lossless, AgentCompression.AMPLE).apply(prompt);
    return AgentCompression.results((Prompt) PromptReader.read(Dialect.MESSAGES, out)).stream()
        .map(UnsignedText::of)
        .toList();
  }

  @Test
  void aNameMeansAWholeResult_neverOneOfItsTexts() {
    messages.addObject().put("role", "user").put("content", "Read both reports.");
    read("a.txt", lines("apple"), lines("pear"));
    read("a.txt", lines("apple"), lines("pear"));
    assertThat(forwarded()).noneMatch(text -> text.contains(" above"));
  }

  @Test
  void severalTextsCountAsOneResult() {
    messages.addObject().put("role", "user").put("content", "Read both reports.");
    read("a.txt", lines("apple"), lines("pear"));
    read("a.txt", lines("plum"));
    read("b.txt", "new\n" + lines("plum"));
    assertThat(forwarded().getLast()).contains("of 2nd read_file a.txt above");
  }
}

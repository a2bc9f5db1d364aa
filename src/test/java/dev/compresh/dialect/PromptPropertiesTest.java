package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.json.BodyEdit;
import dev.compresh.json.BodySplicer;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonBlanks;
import dev.compresh.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is read of random bodies, against a tree of the same bytes. */
class PromptPropertiesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Property(tries = 600, seed = "1")
  void everySpan_isTheTreesValue(@ForAll long seed, @ForAll Dialect dialect) {
    byte[] body = new RandomBodies(seed).body(dialect).getBytes(UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(dialect, body);
    JsonNode tree = JSON.readTree(body);
    JsonNode elements = tree.get(dialect.conversationField());
    assertThat(prompt.plain()).isTrue();
    assertThat(node(prompt, prompt.envelope().object())).isEqualTo(tree);
    assertThat(node(prompt, prompt.array())).isEqualTo(elements);
    String model = dialect.equals(Dialect.GEMINI) ? null : tree.get("model").asString();
    assertThat(prompt.envelope().model()).isEqualTo(model);
    assertThat(prompt.messages()).hasSize(elements.size());
    for (Message message : prompt.messages()) {
      assertThat(node(prompt, message.span())).isEqualTo(elements.get(message.index()));
      int at = message.span().start();
      for (PromptPart promptPart : message.parts()) {
        assertThat(promptPart.span().start()).isGreaterThanOrEqualTo(at);
        at = promptPart.span().end();
        assertThat(at).isLessThanOrEqualTo(message.span().end());
        assertThat(node(prompt, promptPart.span())).isNotNull();
      }
      for (PromptPart.TextPart textPart : texts(message)) {
        assertThat(prompt.text(textPart)).isEqualTo(node(prompt, textPart.literal()).asString());
      }
    }
  }

  @Property(tries = 400, seed = "1")
  void replacedTexts_areReadBack_andAllElseStays(@ForAll long seed, @ForAll Dialect dialect) {
    byte[] body = new RandomBodies(seed).body(dialect).getBytes(UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(dialect, body);
    List<PromptPart.TextPart> texts =
        prompt.messages().stream().flatMap(m -> texts(m).stream()).toList();
    List<BodyEdit> edits = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      edits.add(new BodyEdit.ReplaceEdit(texts.get(i).literal(), JsonText.encode("\"" + i + "\n")));
    }
    Prompt edited = (Prompt) PromptReader.read(dialect, BodySplicer.apply(body, edits));
    List<PromptPart.TextPart> after =
        edited.messages().stream().flatMap(m -> texts(m).stream()).toList();
    assertThat(after).hasSameSizeAs(texts);
    List<BodyEdit> back = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(edited.text(after.get(i))).isEqualTo("\"" + i + "\n");
      String literal = BodyReading.at(prompt, texts.get(i).literal());
      back.addFirst(new BodyEdit.ReplaceEdit(after.get(i).literal(), literal.getBytes(UTF_8)));
    }
    assertThat(BodySplicer.apply(edited.body(), back)).isEqualTo(body);
  }

  @Property(tries = 400, seed = "1")
  void removedMessages_leaveTheOthers(
      @ForAll long seed, @ForAll Dialect dialect, @ForAll byte gone) {
    byte[] body = new RandomBodies(seed).body(dialect).getBytes(UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(dialect, body);
    List<BodyEdit> edits = new ArrayList<>();
    List<JsonNode> expected = new ArrayList<>();
    for (Message message : prompt.messages()) {
      if ((gone & (1 << message.index())) != 0) {
        edits.add(new BodyEdit.RemoveEdit(message.span()));
      } else {
        expected.add(node(prompt, message.span()));
      }
    }
    Prompt edited = (Prompt) PromptReader.read(dialect, BodySplicer.apply(body, edits));
    assertThat(edited.messages().stream().map(message -> node(edited, message.span())))
        .containsExactlyElementsOf(expected);
  }

  @Property(tries = 3_000, seed = "1")
  void spoiltBodies_areReadAsTheTreeParserWould(@ForAll long seed, @ForAll Dialect dialect) {
    Random random = new Random(seed);
    byte[] body = new RandomBodies(seed).body(dialect).getBytes(UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      body[random.nextInt(body.length)] =
          (byte)
              (random.nextBoolean() ? random.nextInt() : "{}[]\",:\\n0".charAt(random.nextInt(10)));
    }
    // The reader steps over strings and leaves it to the provider to judge encoded surrogates.
    Assume.that(!holdsEncodedSurrogate(body));
    boolean read = PromptReader.read(dialect, body) instanceof Prompt;
    assertThat(read).isEqualTo(isObject(body));
  }

  @Example
  void surrogatesEncodedAsUtf8_areLeftToTheProvider() {
    byte[] body = "{\"messages\":[{\"role\":\"user\",\"content\":\"___\"}]}".getBytes(UTF_8);
    int at = new String(body, UTF_8).indexOf("___");
    body[at] = (byte) 0xed;
    body[at + 1] = (byte) 0xb7;
    body[at + 2] = (byte) 0xbb;
    assertThat(PromptReader.read(Dialect.CHAT, body)).isInstanceOf(Prompt.class);
  }

  /** Bytes ED A0 to ED BF begin what would be a surrogate, which UTF-8 does not allow. */
  private static boolean holdsEncodedSurrogate(byte[] body) {
    for (int i = 0; i + 1 < body.length; i++) {
      if ((body[i] & 0xff) == 0xed && (body[i + 1] & 0xff) >= 0xa0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isObject(byte[] body) {
    try {
      return body[JsonBlanks.skipForward(body, 0)] == '{'
          && JSON.readerFor(JsonNode.class)
              .with(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .<JsonNode>readValue(body)
              .isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static List<PromptPart.TextPart> texts(Message message) {
    List<PromptPart.TextPart> texts = new ArrayList<>();
    for (PromptPart promptPart : message.parts()) {
      switch (promptPart) {
        case PromptPart.TextPart textPart -> texts.add(textPart);
        case PromptPart.ToolResult result -> texts.addAll(result.texts());
        case PromptPart.ToolCall call -> assertThat(call.arguments().length()).isPositive();
        case PromptPart.NamePart namePart -> assertThat(namePart.span().length()).isPositive();
        case PromptPart.FixedPart fixedPart -> assertThat(fixedPart.type()).isNotEmpty();
      }
    }
    return texts;
  }

  private static JsonNode node(Prompt prompt, ByteSpan byteSpan) {
    return JSON.readTree(prompt.body(), byteSpan.start(), byteSpan.length());
  }
}

package dev.compresh.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
    JsonNode elements = tree.get(dialect == Dialect.RESPONSES ? "input" : "messages");
    assertThat(prompt.plain()).isTrue();
    assertThat(node(prompt, prompt.envelope().object())).isEqualTo(tree);
    assertThat(node(prompt, prompt.array())).isEqualTo(elements);
    assertThat(prompt.envelope().model()).isEqualTo(tree.get("model").asString());
    assertThat(prompt.messages()).hasSize(elements.size());
    for (Message message : prompt.messages()) {
      assertThat(node(prompt, message.span())).isEqualTo(elements.get(message.index()));
      int at = message.span().start();
      for (Part part : message.parts()) {
        assertThat(part.span().start()).isGreaterThanOrEqualTo(at);
        at = part.span().end();
        assertThat(at).isLessThanOrEqualTo(message.span().end());
        assertThat(node(prompt, part.span())).isNotNull();
      }
      for (Part.Text text : texts(message)) {
        assertThat(prompt.text(text)).isEqualTo(node(prompt, text.literal()).asString());
      }
    }
  }

  @Property(tries = 400, seed = "1")
  void replacedTexts_areReadBack_andAllElseStays(@ForAll long seed, @ForAll Dialect dialect) {
    byte[] body = new RandomBodies(seed).body(dialect).getBytes(UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(dialect, body);
    List<Part.Text> texts = prompt.messages().stream().flatMap(m -> texts(m).stream()).toList();
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      edits.add(new Edit.Replace(texts.get(i).literal(), JsonText.encode("\"" + i + "\n")));
    }
    Prompt edited = (Prompt) PromptReader.read(dialect, Splice.apply(body, edits));
    List<Part.Text> after = edited.messages().stream().flatMap(m -> texts(m).stream()).toList();
    assertThat(after).hasSameSizeAs(texts);
    List<Edit> back = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(edited.text(after.get(i))).isEqualTo("\"" + i + "\n");
      String literal = Bodies.at(prompt, texts.get(i).literal());
      back.addFirst(new Edit.Replace(after.get(i).literal(), literal.getBytes(UTF_8)));
    }
    assertThat(Splice.apply(edited.body(), back)).isEqualTo(body);
  }

  @Property(tries = 400, seed = "1")
  void removedMessages_leaveTheOthers(
      @ForAll long seed, @ForAll Dialect dialect, @ForAll byte gone) {
    byte[] body = new RandomBodies(seed).body(dialect).getBytes(UTF_8);
    Prompt prompt = (Prompt) PromptReader.read(dialect, body);
    List<Edit> edits = new ArrayList<>();
    List<JsonNode> expected = new ArrayList<>();
    for (Message message : prompt.messages()) {
      if ((gone & (1 << message.index())) != 0) {
        edits.add(new Edit.Remove(message.span()));
      } else {
        expected.add(node(prompt, message.span()));
      }
    }
    Prompt edited = (Prompt) PromptReader.read(dialect, Splice.apply(body, edits));
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
      return body[Blanks.after(body, 0)] == '{'
          && JSON.readerFor(JsonNode.class)
              .with(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .<JsonNode>readValue(body)
              .isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static List<Part.Text> texts(Message message) {
    List<Part.Text> texts = new ArrayList<>();
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text text -> texts.add(text);
        case Part.ToolResult result -> texts.addAll(result.texts());
        case Part.ToolCall call -> assertThat(call.arguments().length()).isPositive();
        case Part.Name name -> assertThat(name.span().length()).isPositive();
        case Part.Fixed fixed -> assertThat(fixed.type()).isNotEmpty();
      }
    }
    return texts;
  }

  private static JsonNode node(Prompt prompt, Span span) {
    return JSON.readTree(prompt.body(), span.start(), span.length());
  }
}

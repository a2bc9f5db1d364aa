package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fields of a body that was read. */
class BodyFieldTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static List<BodyField> fields(String json) {
    return BodyField.listFields((Prompt) PromptReader.read(Dialect.CHAT, json.getBytes(UTF_8)));
  }

  @Test
  void fields_standInTheirOrderWithTheirValues() {
    List<BodyField> fields =
        fields(
            " { \"a\" : \"x\\\"}\" , \"messages\":[{\"role\":\"user\",\"content\":\"]}\"}],"
                + "\"b\\u0063\":[1,-2.5e1,[]], \"t\":true,\"n\":null , \"o\" : { } } ");
    assertThat(fields)
        .extracting(BodyField::name)
        .containsExactly("a", "messages", "bc", "t", "n", "o");
    assertThat(fields.get(0).text()).isEqualTo("x\"}");
    assertThat(fields.get(1).is(BodyField.FieldKind.ARRAY)).isTrue();
    assertThat(fields.get(1).items()).hasSize(1);
    assertThat(fields.get(2).items()).extracting(BodyField::number).startsWith(1.0, -25.0);
    assertThat(fields.get(2).items().getFirst().whole()).isTrue();
    assertThat(fields.get(2).items().get(1).whole()).isFalse();
    assertThat(fields.get(3).is(BodyField.FieldKind.TRUE)).isTrue();
    assertThat(fields.get(4).is(BodyField.FieldKind.NULL)).isTrue();
    assertThat(fields.get(5).members()).isEmpty();
  }

  @Test
  void member_isTheLastOfItsName() {
    BodyField bodyField = fields("{\"o\":{\"a\":1,\"b\":2,\"a\":3}}").getFirst();
    assertThat(bodyField.member("a").orElseThrow().integer()).isEqualTo(3);
    assertThat(bodyField.member("c")).isEmpty();
  }

  @Test
  void anEmptyBody_hasNone() {
    assertThat(fields("{}")).isEmpty();
    assertThat(fields(" { } ")).isEmpty();
  }

  @Property(tries = 60, seed = "1")
  void values_areThoseThatAParserFinds(@ForAll("objects") ObjectNode json, @ForAll boolean pretty) {
    String text =
        pretty
            ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json)
            : MAPPER.writeValueAsString(json);
    same(json, fields(text));
  }

  private static void same(ObjectNode json, List<BodyField> fields) {
    assertThat(fields).extracting(BodyField::name).containsExactlyElementsOf(json.propertyNames());
    for (BodyField bodyField : fields) {
      same(json.get(bodyField.name()), bodyField);
    }
  }

  private static void same(JsonNode json, BodyField bodyField) {
    String written =
        new String(bodyField.body(), bodyField.value().start(), bodyField.value().length(), UTF_8);
    assertThat(MAPPER.readTree(written)).isEqualTo(json);
    if (json.isObject()) {
      same((ObjectNode) json, bodyField.members());
    }
    List<BodyField> items = bodyField.items();
    assertThat(items).hasSize(json.isArray() ? json.size() : 0);
    for (int i = 0; i < items.size(); i++) {
      same(json.get(i), items.get(i));
    }
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return object(3);
  }

  private static Arbitrary<ObjectNode> object(int depth) {
    return Arbitraries.maps(Arbitraries.strings().ofMaxLength(8), value(depth))
        .ofMaxSize(5)
        .map(
            map -> {
              ObjectNode node = MAPPER.createObjectNode();
              map.forEach(node::set);
              return node;
            });
  }

  private static Arbitrary<JsonNode> value(int depth) {
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12).map(s -> MAPPER.valueToTree(s)),
            Arbitraries.integers().map(i -> MAPPER.valueToTree(i)),
            Arbitraries.of(true, false).map(b -> MAPPER.valueToTree(b)),
            Arbitraries.just(MAPPER.nullNode()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<JsonNode> array =
        value(depth - 1)
            .list()
            .ofMaxSize(4)
            .map(
                items -> {
                  ArrayNode node = MAPPER.createArrayNode();
                  items.forEach(node::add);
                  return node;
                });
    return Arbitraries.oneOf(leaf, array, object(depth - 1).map(o -> o));
  }
}

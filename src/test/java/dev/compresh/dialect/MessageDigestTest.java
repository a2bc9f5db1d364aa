package dev.compresh.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageDigestTest {
  private static final String CACHE = "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}";

  @Test
  void cacheControl_comingAndGoing_changesNothing() {
    String plain =
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"1\",\"content\":[{\"type\":\"text\",\"text\":\"b\"}]}]}";
    for (String marked :
        List.of(
            plain.replace("\"a\"}", "\"a\"," + CACHE + "}"),
            plain.replace("\"a\"}", "\"a\" , " + CACHE + "}"),
            plain.replace(
                "{\"type\":\"text\",\"text\":\"a\"",
                "{" + CACHE + ", \"type\":\"text\",\"text\":\"a\""),
            plain.replace("\"tool_use_id\"", CACHE + ",\"tool_use_id\""),
            plain.replace("\"b\"}", "\"b\"," + CACHE + "}").replace("}]}]}", "}]," + CACHE + "}]}"),
            plain.replace(
                "\"content\":[{\"type\":\"text\",\"text\":\"a\"",
                CACHE + ",\"content\":[{\"type\":\"text\",\"text\":\"a\""),
            plain.replace("\"a\"}", "\"a\",\"cache_control\":null}"))) {
      assertThat(marked).isNotEqualTo(plain);
      assertThat(digest(marked)).as(marked).isEqualTo(digest(plain));
    }
  }

  @Test
  void cacheControlInAnInput_isPartOfTheMessage() {
    String call =
        "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"1\",\"name\":\"f\",\"input\":{%s}}]}";
    assertThat(digest(call.formatted(CACHE))).isNotEqualTo(digest(call.formatted("")));
  }

  @Test
  void loneTextBlock_isThePlainString() {
    String plain = "{\"role\":\"user\",\"content\":\"a\"}";
    for (String block :
        List.of(
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}",
            "{\"role\":\"user\",\"content\":[ {\"text\":\"a\" , \"type\":\"text\"} ]}",
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"," + CACHE + "}]}",
            "{\"role\":\"user\",\"content\":[{" + CACHE + ",\"type\":\"text\",\"text\":\"a\"}]}")) {
      assertThat(digest(block)).as(block).isEqualTo(digest(plain));
    }
    assertThat(
            digest("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"x\":1}]}"))
        .isNotEqualTo(digest(plain));
  }

  @Test
  void thinkingThatIsLeftOut_changesNothingOfWhatWasSaid() {
    String plain =
        "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}, {\"type\":\"text\",\"text\":\"b\"}]}";
    String one = "{\"type\":\"thinking\",\"thinking\":\"x\",\"signature\":\"s\"}";
    String two = "{\"type\":\"redacted_thinking\",\"data\":\"d\"}";
    for (String marked :
        List.of(
            plain.replace("[", "[" + one + ", "),
            plain.replace("[", "[" + one + ", " + two + ", "),
            plain.replace(
                "{\"type\":\"text\",\"text\":\"b\"}", two + ", {\"type\":\"text\",\"text\":\"b\"}"),
            plain.replace("]", ", " + one + "]"),
            plain.replace("]", " , " + one + ", " + two + "]"),
            plain.replace("[", "[" + two + ", ").replace("]", ", " + one + " ]"),
            plain.replace("\"a\"}", "\"a\"," + CACHE + "}").replace("[", "[" + one + ", "))) {
      assertThat(bare(marked)).as(marked).isEqualTo(bare(plain));
      assertThat(digest(marked)).as(marked).isNotEqualTo(bare(marked));
    }
    String lone =
        "{\"role\":\"assistant\",\"content\":[" + one + ", {\"type\":\"text\",\"text\":\"a\"}]}";
    assertThat(bare(lone)).isEqualTo(bare("{\"role\":\"assistant\",\"content\":\"a\"}"));
    String none = "{\"role\":\"assistant\",\"content\":[" + one + "," + two + "]}";
    assertThat(bare(none)).isEqualTo(bare("{\"role\":\"assistant\",\"content\":[]}"));
  }

  @Test
  void doubledCacheControl_doesNoHarm() {
    Prompt prompt =
        BodyReading.messages(
            "{"
                + CACHE
                + ","
                + CACHE
                + ",\"role\":\"user\",\"content\":[{"
                + CACHE
                + ","
                + CACHE
                + "}]}");
    assertThat(prompt.messages()).hasSize(1);
    assertThat(prompt.plain()).isFalse();
  }

  @Test
  void anythingElse_changesIt() {
    Set<ContentDigest> digests = new HashSet<>();
    List<String> messages =
        List.of(
            "{\"role\":\"user\",\"content\":\"a\"}",
            "{\"role\":\"user\",\"content\":\"b\"}",
            "{\"role\":\"assistant\",\"content\":\"a\"}",
            "{\"role\":\"user\",\"content\":\"a\",\"name\":\"n\"}",
            "{\"role\":\"user\",\"content\":[]}",
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}");
    messages.forEach(message -> digests.add(digest(message)));
    assertThat(digests).hasSize(messages.size());
  }

  private static ContentDigest digest(String message) {
    return read(message).digest();
  }

  private static ContentDigest bare(String message) {
    return read(message).spoken();
  }

  private static Message read(String message) {
    return BodyReading.messages("{\"role\":\"user\",\"content\":\"x\"}", message).messages().get(1);
  }
}

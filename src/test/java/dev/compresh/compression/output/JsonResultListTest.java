package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of results of one call is printed text by text, and can be put together again. */
class JsonResultListTest {
  private static String item(String query, String result) {
    return "{\"query\":\"" + query + "\",\"result\":\"" + result + "\",\"success\":true}";
  }

  @Test
  void of_eachTextStandsBelowItsQuery() {
    String long1 = "let a = 1;\\n".repeat(20);
    String long2 = "\\tlet \\\"b\\\" = 2;\\n".repeat(20) + "end";
    String longer = "[" + item("a.js", long1) + "," + item("b.js", long2) + "]";
    JsonEnvelope opened = JsonEnvelope.of(longer);
    if (opened == null) {
      throw new AssertionError("not opened");
    }
    assertThat(opened.head())
        .isEqualTo("[{\"query\":\"a.js\",\"result\":below,\"success\":true},\n");
    assertThat(opened.body())
        .startsWith("let a = 1;\n")
        .contains(
            "\n\n{\"query\":\"b.js\",\"result\":below,\"success\":true}]\n\tlet \"b\" = 2;\n");
    assertThat(JsonEnvelope.restore(opened.head() + opened.body())).isEqualTo(longer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1;\\n{\\\"query\\\":\\\"b.js\\\",\\\"result\\\":below,\\\"success\\\":true}]\\ny\\n",
        "z\\n{\\\"query\\\":\\\"c\\\",\\\"result\\\":\\\"d\\\"},\\n",
        "below\\nbelow\\n",
        "\\n\\n"
      })
  void of_textsThatLookLikeItems_neverMislead(String text) {
    String list = "[" + item("a", text.repeat(9)) + "," + item("b", "u\\n".repeat(40)) + "]";
    JsonEnvelope opened = JsonEnvelope.of(list);
    if (opened != null) {
      assertThat(JsonEnvelope.restore(opened.head() + opened.body())).isEqualTo(list);
    }
  }
}

package dev.compresh.proxy.parameter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.DialectRegistry;
import dev.compresh.dialect.ParseResult;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.proxy.parameter.ParameterCheck.ParameterForm;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sent, a check comes to something. */
class ParameterCheckPropertiesTest {

  /** Pieces that make bodies of the kind that clients get wrong. */
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"model\"",
    "\"m\"",
    "\"messages\"",
    "\"tools\"",
    "\"stop\"",
    "\"input\"",
    "\"reasoning\"",
    "\"effort\"",
    "\"max\"",
    "\"type\"",
    "\"function\"",
    "\"name\"",
    "\"response_format\"",
    "\"json_schema\"",
    "\"temperature\"",
    "1",
    "-2.5",
    "1e999",
    "true",
    "null",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\"",
    " ",
    "\n",
    "\"role\"",
    "\"content\"",
    "\"x\\\"y\""
  };

  @Property(tries = 2_000, seed = "1")
  void neverThrows(@ForAll("bodies") String body, @ForAll ParameterForm parameterForm) {
    for (Dialect dialect : DialectRegistry.all()) {
      ParseResult parseResult = PromptReader.read(dialect, body.getBytes(UTF_8));
      if (parseResult instanceof Prompt prompt) {
        assertThat(
                ParameterCheck.check(StrictRequests.able("low,max=xhigh"), parameterForm, prompt))
            .isNotNull();
        assertThat(ParameterCheck.check(StrictRequests.plain(), parameterForm, prompt)).isNotNull();
      }
    }
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> name =
        Arbitraries.of(
            "model",
            "messages",
            "tools",
            "stop",
            "input",
            "reasoning",
            "response_format",
            "seed",
            "tool_choice",
            "metadata",
            "logit_bias",
            "thinking",
            "text",
            "voice",
            "stream_options");
    Arbitrary<String> wild =
        Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    Arbitrary<String> value =
        Arbitraries.oneOf(
            wild,
            Arbitraries.of(
                "[{}]",
                "[[]]",
                "{\"type\":\"function\",\"function\":{}}",
                "[{\"type\":7}]",
                "{\"type\":\"json_schema\",\"json_schema\":{}}",
                "{\"effort\":\"max\"}",
                "[\"a\",1]",
                "\"x\"",
                "7",
                "null",
                "{\"a\":{\"b\":[1,{\"c\":\"d\"}]}}"));
    return net.jqwik.api.Combinators.combine(name, value)
        .as((n, v) -> "\"" + n + "\":" + v)
        .list()
        .ofMaxSize(5)
        .map(members -> "{" + String.join(",", members) + "}");
  }

  @org.junit.jupiter.api.Test
  void aHugeBody_isCheckedInLinearTime() {
    long small = nanos(2_000);
    long large = nanos(40_000);
    // Twenty times as much; quadratic would be four hundred.
    assertThat(large).isLessThan(small * 120 + 50_000_000);
  }

  private static long nanos(int tools) {
    StringBuilder json = new StringBuilder("{\"model\":\"m\",\"input\":[");
    for (int i = 0; i < tools; i++) {
      json.append(i == 0 ? "" : ",").append("[").append(i).append(",{\"a\":\"b\"}]");
    }
    Prompt prompt =
        StrictRequests.prompt(
            ParameterForm.EMBEDDINGS, json.append("],\"user\":\"u\"}").toString());
    long best = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long start = System.nanoTime();
      assertThat(ParameterCheck.check(StrictRequests.able("low"), ParameterForm.RESPONSES, prompt))
          .isNotNull();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}

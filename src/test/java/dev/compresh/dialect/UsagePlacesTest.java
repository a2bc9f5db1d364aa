package dev.compresh.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures count only where vendors put them; look-alikes elsewhere are text or a tool's data. */
class UsagePlacesTest {
  private static MeterReading read(Dialect dialect, String body) {
    ResponseTap tap = new ResponseTap(dialect, false, false, "application/json", null);
    StreamFixtures.feed(tap, body);
    return tap.reading();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x\":{\"prompt_tokens\":77777}",
        "\"x\":{\"completion_tokens\":77777}",
        "\"prompt_tokens_details\":{\"x\":{\"cached_tokens\":90}}",
        "\"prompt_tokens_details\":{\"prompt_tokens\":77777,\"reasoning_tokens\":9}",
        "\"completion_tokens_details\":{\"cached_tokens\":90,\"completion_tokens\":77777}",
        "\"list\":[{\"prompt_tokens\":77777}]",
        "\"iterations\":[[{\"input_tokens\":77777}]]",
        "\"iterations\":{\"input_tokens\":77777}",
        "\"cost\":{\"x\":{\"total_cost\":5}}",
        "\"usage\":{\"prompt_tokens\":77777}",
        "\"prompt_tokens\":null",
        "\"completion_tokens\":\"many\"",
        "\"prompt_tokens\":[77777]"
      })
  void figuresInsideUsage_atUnknownPlaces_areIgnored(String member) {
    MeterReading reading =
        read(
            Dialect.CHAT,
            "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],"
                + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10,"
                + member
                + "}}");
    assertThat(reading.usage()).isEqualTo(new Usage(100, 0, 0, 0, 10, 0));
    assertThat(reading.doubts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"message\":{\"usage\":{\"prompt_tokens\":77777}}",
        "\"response\":{\"usage\":{\"prompt_tokens\":77777}}",
        "\"metadata\":{\"usage\":{\"prompt_tokens\":77777}}",
        "\"data\":[{\"usage\":{\"prompt_tokens\":77777}}]",
        "\"choices\":[{\"message\":{\"usage\":{\"prompt_tokens\":77777}}}]",
        "\"usage\":[{\"prompt_tokens\":77777}]",
        "\"prompt_tokens\":77777"
      })
  void usageObjects_atUnknownPlaces_areIgnored(String member) {
    assertThat(read(Dialect.CHAT, "{" + member + "}").usage()).isNull();
  }

  @Test
  void iterationsOfAnotherApi_areIgnoredThere() {
    MeterReading reading =
        read(Dialect.MESSAGES, "{\"response\":{\"usage\":{\"input_tokens\":5}},\"x_groq\":{}}");
    assertThat(reading.usage()).isNull();
  }

  @Test
  void theLargestOfDuplicates_counts() {
    MeterReading reading =
        read(
            Dialect.CHAT,
            "{\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":1},"
                + "\"usage\":{\"prompt_tokens\":90,\"completion_tokens\":10}}");
    assertThat(reading.usage()).isEqualTo(new Usage(100, 0, 0, 0, 10, 0));
  }

  @Test
  void whatCannotBe_isDoubted() {
    assertThat(doubts("\"prompt_tokens\":-1,\"completion_tokens\":-1e3"))
        .containsExactlyInAnyOrder(UsageDoubt.INPUT_NEGATIVE, UsageDoubt.OUTPUT_NEGATIVE);
    assertThat(doubts("\"prompt_tokens\":5")).containsExactly(UsageDoubt.OUTPUT_MISSING);
    assertThat(doubts("\"completion_tokens\":5")).containsExactly(UsageDoubt.INPUT_MISSING);
    assertThat(doubts("\"prompt_tokens\":5,\"completion_tokens\":10.7"))
        .containsExactly(UsageDoubt.NOT_WHOLE);
    assertThat(
            doubts(
                "\"prompt_tokens\":5,\"completion_tokens\":1,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":6}"))
        .containsExactly(UsageDoubt.CACHE_IMPOSSIBLE);
    assertThat(
            doubts(
                "\"prompt_tokens\":5,\"completion_tokens\":1,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":-6}"))
        .containsExactly(UsageDoubt.CACHE_IMPOSSIBLE);
    assertThat(
            doubts(
                "\"prompt_tokens\":5,\"completion_tokens\":1,"
                    + "\"server_tool_use\":{\"web_search_requests\":1e12}"))
        .containsExactly(UsageDoubt.TOOLS_IMPOSSIBLE);
  }

  private static Set<UsageDoubt> doubts(String members) {
    return read(Dialect.CHAT, "{\"usage\":{" + members + "}}").doubts();
  }

  @Test
  void errors_areSeen() {
    assertThat(read(Dialect.CHAT, "{\"error\":{\"message\":\"m\"}}").failed()).isTrue();
    assertThat(read(Dialect.MESSAGES, "{\"type\":\"error\",\"error\":{}}").failed()).isTrue();
    assertThat(read(Dialect.RESPONSES, "{\"error\":null,\"output\":[]}").failed()).isFalse();
    assertThat(read(Dialect.CHAT, "{\"choices\":[{\"error\":{}}]}").failed()).isFalse();
    ResponseTap stream = StreamFixtures.tap(Dialect.RESPONSES, false);
    StreamFixtures.feed(
        stream,
        "data: {\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"x\"}}}\n\n");
    assertThat(stream.reading().failed()).isTrue();
  }

  @Test
  void manyModelsInIterations_areBounded() {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      entries.append(i == 0 ? "" : ",");
      entries.append("{\"model\":\"m").append(i).append("\",\"input_tokens\":10}");
    }
    Usage usage = read(Dialect.MESSAGES, "{\"usage\":{\"iterations\":[" + entries + "]}}").usage();
    assertThat(usage).isNull();
    Usage bounded =
        read(
                Dialect.MESSAGES,
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"iterations\":["
                    + entries
                    + "]}}")
            .usage();
    assertThat(bounded)
        .isNotNull()
        .satisfies(read -> assertThat(read.extras().otherModels()).hasSize(8))
        .satisfies(read -> assertThat(read.input()).isEqualTo(920));
  }
}

package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.ResponseTap;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is charged where a provider's figures cannot be, or are missing, and how it is marked. */
class FigureCheckTest {
  private static final String ASK =
      "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final String TEXT =
      "\"choices\":[{\"message\":{\"content\":\"Hello there, you\"},\"finish_reason\":\"stop\"}]";

  private PipelineFixture pipelineFixture;

  @BeforeEach
  void start(@TempDir Path folder) {
    pipelineFixture = PipelineFixture.in(folder);
  }

  @AfterEach
  void stop() {
    pipelineFixture.close();
  }

  /** Input, output, cost and marks of what was settled. */
  private record Charged(long input, long output, long cost, String marks) {}

  private Charged charged(String ask, String path, Dialect dialect, int status, String answer) {
    ResponseTap tap = new ResponseTap(dialect, false, false, "application/json", null);
    byte[] body = answer.getBytes(UTF_8);
    tap.accept(body, 0, body.length, (bytes, from, length) -> {});
    tap.end((bytes, from, length) -> {});
    return charged(
        ask,
        path,
        new AnswerDelivery(
            DeliveryEnding.COMPLETE, status, tap.reading(), body.length, 1, 2, 0, 1));
  }

  private Charged charged(String ask, String path, AnswerDelivery answerDelivery) {
    pipelineFixture.forwarded(path, ask).settlement().settle(answerDelivery);
    pipelineFixture.flush();
    return pipelineFixture.database.read(
        handle ->
            handle
                .select(
                    "SELECT input_tokens, output_tokens, cost_micros, estimated_figures"
                        + " FROM usage_event")
                .map(
                    (row, _) ->
                        new Charged(
                            row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4)))
                .one());
  }

  private Charged usage(String usage) {
    return charged(
        ASK, PipelineFixture.CHAT, Dialect.CHAT, 200, "{" + TEXT + ",\"usage\":{" + usage + "}}");
  }

  /** The count of the prompt here, and 4 tokens of the text: at 2.5 and 10 USD a million. */
  private static void isEstimated(Charged charged, String marks) {
    assertThat(charged.marks).isEqualTo(marks);
    assertThat(charged.input).isBetween(1L, 12L);
    assertThat(charged.output).isEqualTo(4);
    assertThat(charged.cost).isEqualTo(Math.round(charged.input * 2.5 + 40));
  }

  @Test
  void believableFigures_areChargedAsTheyAre() {
    assertThat(usage("\"prompt_tokens\":100,\"completion_tokens\":10"))
        .isEqualTo(new Charged(100, 10, 350, ""));
  }

  @Test
  void hugeFigures_areEstimated() {
    isEstimated(
        usage("\"prompt_tokens\":1e20,\"completion_tokens\":1e20"),
        "input_too_large,output_too_large");
  }

  @Test
  void figuresBeyondTheBody_areEstimated() {
    isEstimated(
        usage("\"prompt_tokens\":90000,\"completion_tokens\":20000"),
        "input_too_large,output_too_large");
  }

  @Test
  void negativeFigures_areEstimated() {
    isEstimated(
        usage("\"prompt_tokens\":-100,\"completion_tokens\":-10"),
        "input_negative,output_negative");
  }

  @Test
  void zerosBesideText_areEstimated() {
    isEstimated(usage("\"prompt_tokens\":0,\"completion_tokens\":0"), "input_zero,output_zero");
  }

  @Test
  void missingFigures_areEstimated() {
    isEstimated(usage("\"prompt_tokens\":null"), "usage_missing");
  }

  @Test
  void aMissingOutput_isEstimatedAlone() {
    assertThat(usage("\"prompt_tokens\":100"))
        .isEqualTo(new Charged(100, 4, 290, "output_missing"));
  }

  @Test
  void anImpossibleInput_leavesTheOutputAlone() {
    Charged charged = usage("\"prompt_tokens\":-5,\"completion_tokens\":30");
    assertThat(charged.output).isEqualTo(30);
    assertThat(charged.input).isBetween(1L, 12L);
    assertThat(charged.marks).isEqualTo("input_negative");
  }

  @Test
  void moreCachedThanThePromptHas_isTakenAsFresh() {
    assertThat(
            usage(
                "\"prompt_tokens\":100,\"completion_tokens\":10,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":5000}"))
        .isEqualTo(new Charged(100, 10, 350, "cache_impossible"));
  }

  @Test
  void partsOfTokens_areRoundedAndMarked() {
    assertThat(usage("\"prompt_tokens\":1e3,\"completion_tokens\":10.7"))
        .isEqualTo(new Charged(1_000, 11, 2_610, "not_whole"));
  }

  @Test
  void hiddenReasoningThatNobodyReports_isTakenFromTheHold() {
    Charged charged =
        charged(
            ASK.replace("gpt-4o", "o3-mini").replace("{\"model", "{\"max_tokens\":3000,\"model"),
            PipelineFixture.CHAT,
            Dialect.CHAT,
            200,
            "{" + TEXT + "}");
    assertThat(charged.output).isEqualTo(3_000);
    assertThat(charged.marks).isEqualTo("usage_missing,reasoning_hidden");
  }

  @Test
  void reasoningThatWasShown_isNotTakenFromTheHold() {
    Charged charged =
        charged(
            ASK.replace("gpt-4o", "o3-mini"),
            PipelineFixture.CHAT,
            Dialect.CHAT,
            200,
            "{\"choices\":[{\"message\":{\"reasoning_content\":\"Two and two makes\","
                + "\"content\":\"four\"},\"finish_reason\":\"stop\"}]}");
    assertThat(charged.output).isEqualTo(6);
    assertThat(charged.marks).isEqualTo("usage_missing");
  }

  @Test
  void aTextLongerThanItMayBe_isChargedUpToItsBound() {
    Charged charged =
        charged(
            ASK.replace("{\"model", "{\"max_tokens\":3,\"model"),
            PipelineFixture.CHAT,
            Dialect.CHAT,
            200,
            "{" + TEXT + "}");
    assertThat(charged.output).isEqualTo(3);
  }

  private Charged messages(String usage) {
    return charged(
        "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":100,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
        "/v1/messages",
        Dialect.MESSAGES,
        200,
        "{\"content\":[{\"type\":\"text\",\"text\":\"Hello there, you\"}],\"usage\":{"
            + "\"input_tokens\":100,\"output_tokens\":10,"
            + usage
            + "}}");
  }

  private Charged advisor(String figures) {
    return messages(
        "\"iterations\":[{\"type\":\"message\",\"input_tokens\":100,\"output_tokens\":10},"
            + "{\"type\":\"advisor_message\",\"model\":\"claude-opus-4-1\","
            + figures
            + "}]");
  }

  @Test
  void anAdvisorsFigures_areChargedAtItsOwnPrice() {
    assertThat(advisor("\"input_tokens\":1000,\"output_tokens\":100"))
        .isEqualTo(new Charged(100, 10, 450 + 15_000 + 7_500, ""));
  }

  @Test
  void anAdvisorsHugeFigures_areEstimated() {
    Charged charged = advisor("\"input_tokens\":999999999,\"output_tokens\":999999999");
    assertThat(charged.marks).isEqualTo("others_too_large");
    assertThat(charged.cost).isBetween(451L, 2_000L);
  }

  @Test
  void anAdvisorsHugeOutput_leavesItsInputAlone() {
    Charged charged = advisor("\"input_tokens\":1000,\"output_tokens\":1e300");
    assertThat(charged.marks).isEqualTo("others_too_large");
    assertThat(charged.cost).isEqualTo(450 + 15_000 + 4 * 75);
  }

  @Test
  void anAdvisorsHugeCacheReads_areEstimated() {
    Charged charged =
        advisor("\"input_tokens\":1,\"output_tokens\":1,\"cache_read_input_tokens\":999999999");
    assertThat(charged.marks).isEqualTo("others_too_large");
    assertThat(charged.cost).isLessThan(2_000);
  }

  @Test
  void moreSearchesThanARequestMakes_costNothing() {
    assertThat(messages("\"server_tool_use\":{\"web_search_requests\":1000000}"))
        .isEqualTo(new Charged(100, 10, 450, "tools_impossible"));
  }

  @Test
  void searches_areCharged() {
    assertThat(messages("\"server_tool_use\":{\"web_search_requests\":3}"))
        .isEqualTo(new Charged(100, 10, 30_450, ""));
  }

  @Test
  void secondsOfAChat_areNoInput() {
    isEstimated(
        usage("\"prompt_tokens\":0,\"completion_tokens\":0,\"seconds\":5"),
        "input_zero,output_zero");
  }

  @Test
  void boundsUnderAnotherApisName_boundNoAnswer() {
    Charged charged =
        charged(
            ASK.replace("gpt-4o", "o3-mini")
                .replace("{\"model", "{\"max_output_tokens\":1,\"model"),
            PipelineFixture.CHAT,
            Dialect.CHAT,
            200,
            "{" + TEXT + ",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":50000}}");
    assertThat(charged).isEqualTo(new Charged(100, 50_000, 220_110, ""));
  }

  @Test
  void redirects_costNothing_whateverTheyReport() {
    String usage = "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10}";
    assertThat(
            charged(ASK, PipelineFixture.CHAT, Dialect.CHAT, 302, "{" + TEXT + "," + usage + "}"))
        .isEqualTo(new Charged(0, 0, 0, ""));
  }

  @Test
  void errors_costNothing_whateverTheyReport() {
    String usage = "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10}";
    assertThat(
            charged(ASK, PipelineFixture.CHAT, Dialect.CHAT, 500, "{" + TEXT + "," + usage + "}"))
        .isEqualTo(new Charged(0, 0, 0, ""));
  }

  @Test
  void anErrorUnderStatus200_costsNothing() {
    String error = "{\"error\":{\"message\":\"overloaded\"},\"usage\":{\"prompt_tokens\":100}}";
    assertThat(charged(ASK, PipelineFixture.CHAT, Dialect.CHAT, 200, error))
        .isEqualTo(new Charged(0, 0, 0, ""));
  }

  @Test
  void anErrorEventBeforeAnyContent_costsNothing() {
    for (String events :
        List.of(
            "data: {\"error\":{\"message\":\"m\"}}\n\n",
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9}}\n\ndata: {\"error\":{}}\n\n")) {
      ResponseTap tap = new ResponseTap(Dialect.CHAT, true, false, "text/event-stream", null);
      byte[] body = events.getBytes(UTF_8);
      tap.accept(body, 0, body.length, (bytes, from, length) -> {});
      tap.end((bytes, from, length) -> {});
      AnswerDelivery answerDelivery =
          new AnswerDelivery(DeliveryEnding.COMPLETE, 200, tap.reading(), body.length, 1, 2, 0, 1);
      assertThat(FigureCheck.isCharged(answerDelivery)).as(events).isFalse();
    }
  }

  @Test
  void anErrorEventBehindContent_leavesTheContentToBePaid() {
    ResponseTap tap = new ResponseTap(Dialect.CHAT, true, false, "text/event-stream", null);
    byte[] body =
        """
        data: {"choices":[{"delta":{"content":"Hello there, you"}}]}

        data: {"error":{"message":"m"}}

        """
            .getBytes(UTF_8);
    tap.accept(body, 0, body.length, (bytes, from, length) -> {});
    tap.end((bytes, from, length) -> {});
    AnswerDelivery answerDelivery =
        new AnswerDelivery(DeliveryEnding.CUT_OFF, 200, tap.reading(), 9, 1, 2, 0, 1);
    isEstimated(charged(ASK, PipelineFixture.CHAT, answerDelivery), "usage_missing");
  }

  @Test
  void compactionBesideAShortPrompt_isBelieved() {
    Charged charged =
        charged(
            ASK.replace("gpt-4o", "claude-sonnet-4-5")
                .replace("{\"model", "{\"max_tokens\":9,\"model"),
            "/v1/messages",
            Dialect.MESSAGES,
            200,
            "{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"usage\":{\"input_tokens\":220,"
                + "\"output_tokens\":8,\"iterations\":[{\"type\":\"compaction\","
                + "\"input_tokens\":60000,\"output_tokens\":5000},{\"type\":\"message\","
                + "\"input_tokens\":220,\"output_tokens\":8}]}}");
    assertThat(charged.input).isEqualTo(60_220);
    assertThat(charged.output).isEqualTo(5_008);
    assertThat(charged.marks).isEmpty();
  }

  @Test
  void estimates_areCounted() {
    usage("\"prompt_tokens\":-5,\"completion_tokens\":30");
    assertThat(pipelineFixture.metrics.text())
        .contains(
            "compresh_usage_estimated_total{figure=\"input_negative\",provider=\"openai\"} 1.0");
  }
}

package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.MeterReading;
import dev.compresh.dialect.ResponseTap;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A response that is made in the background is billed once, when its figures are seen. */
class BackgroundResponseCostTest {
  private static final String QUESTION =
      "{\"model\":\"gpt-5\",\"background\":true,\"input\":\"Think about it for long, please.\"}";
  private static final String QUEUED =
      "{\"id\":\"resp_1ab\",\"object\":\"response\",\"background\":true,"
          + "\"status\":\"queued\",\"model\":\"gpt-5\",\"output\":[],\"usage\":null}";
  private static final String COMPLETED =
      "{\"id\":\"resp_1ab\",\"object\":\"response\",\"background\":true,"
          + "\"status\":\"completed\",\"model\":\"gpt-5\",\"output\":[{\"type\":\"message\","
          + "\"content\":[{\"type\":\"output_text\",\"text\":\"Yes.\"}]}],\"usage\":"
          + "{\"input_tokens\":1000,\"input_tokens_details\":{\"cached_tokens\":0},"
          + "\"output_tokens\":2000,\"output_tokens_details\":{\"reasoning_tokens\":1500},"
          + "\"total_tokens\":3000}}";
  private static final String STREAM_BEGINS =
      "event: response.created\ndata: {\"type\":\"response.created\",\"response\":"
          + QUEUED
          + "}\n\n";

  /** 1000 × 1.25 + 2000 × 10 USD a million. */
  private static final long WHOLE = 21_250;

  @TempDir Path folder;
  private PipelineFixture fixture;

  @BeforeEach
  void start() {
    fixture = PipelineFixture.in(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void ask(String answer, DeliveryEnding ending) {
    BodyOutcome outcome =
        fixture.ask(
            PipelineFixture.head("POST", "/v1/responses", null, PipelineFixture.headers()),
            QUESTION.getBytes(UTF_8));
    settle(((BodyOutcome.ForwardOutcome) outcome).forward(), 200, answer, ending);
  }

  private void fetch(String method, String path, int status, String answer) {
    BodyOutcome outcome =
        fixture.ask(
            PipelineFixture.head(method, path, null, PipelineFixture.headers()), new byte[0]);
    settle(
        ((BodyOutcome.ForwardOutcome) outcome).forward(), status, answer, DeliveryEnding.COMPLETE);
  }

  private void settle(ForwardRequest forward, int status, String answer, DeliveryEnding ending) {
    byte[] body = answer.getBytes(UTF_8);
    if (status == 200) {
      for (int i = 0; i < body.length; i += 7) {
        forward.watch().accept(body, i, Math.min(7, body.length - i));
      }
    }
    MeterReading reading;
    try (ResponseTap tap =
        new ResponseTap(Dialect.RESPONSES, false, false, "application/json", null)) {
      tap.accept(body, 0, body.length, (_, _, _) -> {});
      tap.end((_, _, _) -> {});
      reading = AnswerWatch.NONE.equals(forward.watch()) ? tap.reading() : MeterReading.NONE;
    }
    forward
        .settlement()
        .settle(new AnswerDelivery(ending, status, reading, body.length, 1, 1, 0, 1));
    // What is written before this is in the store once it returns.
    fixture.database.commit(_ -> 0);
  }

  private long sum(String column) {
    fixture.flush();
    return fixture.database.read(
        handle ->
            handle
                .createQuery("SELECT SUM(" + column + ") FROM usage_event")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void untilItIsFetched_onlyTheQuestionIsBilled_notAnAnswerOfTheGreatestLength() {
    ask(QUEUED, DeliveryEnding.COMPLETE);
    assertThat(sum("cost_micros")).isBetween(1L, 200L);
  }

  @Test
  void firstFetchOfTheWholeAnswer_billsTheRest_andLaterOnesNothing() {
    ask(QUEUED, DeliveryEnding.COMPLETE);
    fetch("GET", "/v1/responses/resp_1ab", 200, QUEUED);
    fetch("GET", "/v1/responses/resp_1ab", 200, COMPLETED);
    fetch("GET", "/v1/responses/resp_1ab", 200, COMPLETED);
    assertThat(sum("cost_micros")).isEqualTo(WHOLE);
    assertThat(sum("output_tokens")).isEqualTo(2_000);
  }

  @Test
  void afterARestart_itIsStillBilledOnce() {
    ask(QUEUED, DeliveryEnding.COMPLETE);
    fixture.close();
    fixture = PipelineFixture.in(folder);
    fetch("GET", "/v1/responses/resp_1ab", 200, COMPLETED);
    fixture.close();
    fixture = PipelineFixture.in(folder);
    fetch("GET", "/v1/responses/resp_1ab", 200, COMPLETED);
    assertThat(sum("cost_micros")).isEqualTo(WHOLE);
  }

  @Test
  void streamThatIsLeft_isBilledWhenItIsFetched() {
    ask(STREAM_BEGINS, DeliveryEnding.CLIENT_LEFT);
    String piece =
        "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\","
            + "\"delta\":\"A piece of the answer that has come so far.\"}\n\n";
    fetch("GET", "/v1/responses/resp_1ab", 200, STREAM_BEGINS + piece);
    long soFar = sum("cost_micros");
    String end =
        "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":"
            + COMPLETED
            + "}\n\n";
    fetch("GET", "/v1/responses/resp_1ab", 200, STREAM_BEGINS + piece + end);
    assertThat(soFar).isBetween(50L, 500L);
    assertThat(sum("cost_micros")).isEqualTo(WHOLE);
  }

  @Test
  void errorsAndImpossibleFigures_areNotBelieved() {
    ask(QUEUED, DeliveryEnding.COMPLETE);
    fetch("GET", "/v1/responses/resp_1ab", 404, "{\"error\":{}}");
    fetch(
        "GET",
        "/v1/responses/resp_1ab",
        200,
        COMPLETED.replace("2000", "9000000000").replace("1000", "9000000000"));
    assertThat(sum("cost_micros")).isLessThan(1_000);
  }

  @Test
  void cancelledResponse_isBilledByItsFigures() {
    ask(QUEUED, DeliveryEnding.COMPLETE);
    fetch(
        "POST",
        "/v1/responses/resp_1ab/cancel",
        200,
        COMPLETED.replace("\"completed\"", "\"cancelled\""));
    assertThat(sum("cost_micros")).isEqualTo(WHOLE);
  }

  @Test
  void responseThatWasAnsweredAtOnce_isNotBilledAgain() {
    ask(COMPLETED, DeliveryEnding.COMPLETE);
    fetch("GET", "/v1/responses/resp_1ab", 200, COMPLETED);
    assertThat(sum("cost_micros")).isEqualTo(WHOLE);
  }
}

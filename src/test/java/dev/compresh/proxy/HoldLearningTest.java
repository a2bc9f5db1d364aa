package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.ApiKey;
import dev.compresh.await.ChangeWait;
import dev.compresh.await.EventualAssertion;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.TopUps;
import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds cover what providers count, and what they add of what they hold. */
class HoldLearningTest {
  /** Some 1,000 tokens, at 3 USD a million. */
  private static final String ASK =
      "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\","
          + "\"content\":\""
          + "gateway ".repeat(1_000)
          + "\"}]}";

  private PipelineFixture pipelineFixture;
  private ApiKey key;

  @BeforeEach
  void start(@TempDir Path folder) {
    pipelineFixture = PipelineFixture.in(folder);
    key = pipelineFixture.keys.list(null).getFirst();
  }

  @AfterEach
  void stop() {
    pipelineFixture.close();
  }

  private void topUp(long micros) {
    new TopUps(pipelineFixture.database, InstantSource.system())
        .add(key.orgId(), micros, "test", "");
    ChangeWait.seenBy(pipelineFixture.database);
  }

  private long events() {
    return pipelineFixture.database.read(
        handle ->
            handle
                .select("SELECT COUNT(*) FROM usage_event WHERE cost_micros > 0")
                .mapTo(Long.class)
                .one());
  }

  private long counted(ForwardRequest forwardRequest) {
    return Long.parseLong(PipelineFixture.added(forwardRequest, "x-compresh-optimized-tokens"));
  }

  private void answer(ForwardRequest forwardRequest, long input) {
    forwardRequest
        .settlement()
        .settle(
            new AnswerDelivery(
                DeliveryEnding.COMPLETE, 200, new Usage(input, 0, 0, 0, 1, 0), 0, 10, 1, 2, 0, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "1, gpt-4o",
    "3, gpt-4o",
    "20, gpt-4o",
    "1, claude-sonnet-4-5",
    "2, claude-sonnet-4-5",
    "7, claude-sonnet-4-5",
    "20, claude-sonnet-4-5",
  })
  void whateverAProviderCounts_onlyTheFirstRequestMayCostMoreThanWasHeld(int times, String model)
      throws Exception {
    topUp(100_000);
    String body = ASK.replace("claude-sonnet-4-5", model);
    String path = model.startsWith("gpt") ? PipelineFixture.CHAT : "/v1/messages";
    long before = 100_000;
    long answered = 0;
    for (int turn = 0; turn < 200; turn++) {
      List<ForwardRequest> sent = new ArrayList<>();
      for (int i = 0; i < (turn == 0 ? 1 : 4); i++) {
        if (pipelineFixture.post(path, body)
            instanceof BodyOutcome.ForwardOutcome(ForwardRequest forwardRequest)) {
          sent.add(forwardRequest);
        }
      }
      long held = pipelineFixture.budget.held();
      for (ForwardRequest forwardRequest : sent) {
        answer(forwardRequest, times * counted(forwardRequest));
      }
      answered += sent.size();
      long wanted = answered;
      EventualAssertion.holds(() -> assertThat(events()).isEqualTo(wanted));
      long now = new Ledger(pipelineFixture.database).balance(key.orgId());
      if (turn > 0) {
        assertThat(before - now).as("turn %d", turn).isLessThanOrEqualTo(held);
        assertThat(now).as("balance after turn %d", turn).isNotNegative();
      }
      before = now;
      if (sent.isEmpty()) {
        return;
      }
    }
    assertThat(before).isNotNegative();
  }

  @Test
  void theFirstRequest_holdsWhatItsBytesCouldComeTo_asFarAsTheBalanceGoes() {
    topUp(1_000_000);
    ForwardRequest first = pipelineFixture.forwarded("/v1/messages", ASK);
    assertThat(pipelineFixture.budget.held()).isGreaterThan(3 * 4 * counted(first));
  }

  @Test
  void theFirstRequest_isNotRefusedForWhatItsBytesCouldComeTo() {
    topUp(5_000);
    assertThat(pipelineFixture.post("/v1/messages", ASK))
        .isInstanceOf(BodyOutcome.ForwardOutcome.class);
    assertThat(pipelineFixture.budget.held()).isEqualTo(5_000);
    assertThat(pipelineFixture.post("/v1/messages", ASK))
        .isInstanceOf(BodyOutcome.LocalReply.class);
  }

  @Test
  void aContinuedResponse_isHeldWithAllThatStandsBeforeIt() {
    topUp(1_000_000);
    String ask = "{\"model\":\"gpt-4o\",\"max_output_tokens\":10,\"input\":\"Go on\"";
    pipelineFixture.held.keep(key.orgId(), key.id(), "openai", List.of("resp_1"), 50_000);
    ForwardRequest plain = pipelineFixture.forwarded("/v1/responses", ask + "}");
    long one = pipelineFixture.budget.held();
    pipelineFixture.forwarded("/v1/responses", ask + ",\"previous_response_id\":\"resp_1\"}");
    assertThat(pipelineFixture.budget.held() - 2 * one).isBetween(125_000L, 126_000L);
    answer(plain, 5);
  }

  @Test
  void aContinuedResponseThatIsNotKnown_isHeldWithWhatIsAssumed() {
    topUp(1_000_000);
    String ask = "{\"model\":\"gpt-4o\",\"max_output_tokens\":10,\"input\":\"Go on\"";
    pipelineFixture.forwarded("/v1/responses", ask + "}");
    long one = pipelineFixture.budget.held();
    pipelineFixture.forwarded("/v1/responses", ask + ",\"conversation\":\"conv_1\"}");
    assertThat(pipelineFixture.budget.held() - 2 * one).isBetween(40_000L, 41_000L);
  }

  @Test
  void picturesAreHeld() {
    topUp(10_000_000);
    String picture =
        "{\"model\":\"gpt-4o\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":["
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/a.png\"}}]}]}";
    ForwardRequest forwardRequest = pipelineFixture.forwarded(PipelineFixture.CHAT, picture);
    assertThat(counted(forwardRequest)).isBetween(765L, 780L);
    assertThat(pipelineFixture.budget.held()).isGreaterThan(765 * 5 / 2);
    assertThat(PipelineFixture.text(forwardRequest)).contains("example.org");
  }
}

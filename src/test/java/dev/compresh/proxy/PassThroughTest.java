package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyOptions;
import dev.compresh.budget.BillingPlan;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.OrgBilling;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.PipelineFixture.PipelineSetup;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What isn't compressed still passes, and what a provider keeps stays with who made it. */
class PassThroughTest {
  private PipelineFixture fixture;
  private ApiKey key;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture = PipelineSetup.plain().passing(new PassThroughSetup(false, true)).in(folder);
    key = fixture.keys.list(null).getFirst();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private BodyOutcome ask(String method, String path, String body, String... more) {
    return fixture.ask(
        PipelineFixture.head(method, path, null, PipelineFixture.headers(more)),
        body.getBytes(UTF_8));
  }

  private ForwardRequest passed(String method, String path, String body, String... more) {
    BodyOutcome outcome = ask(method, path, body, more);
    if (outcome instanceof BodyOutcome.LocalReply reply) {
      throw new AssertionError("not passed on: " + PipelineFixture.text(reply));
    }
    return ((BodyOutcome.ForwardOutcome) outcome).forward();
  }

  private static void answer(ForwardRequest request, String json) {
    byte[] body = json.getBytes(UTF_8);
    request.watch().accept(body, 0, body.length);
    request
        .settlement()
        .settle(new AnswerDelivery(DeliveryEnding.COMPLETE, 200, null, 0, body.length, 1, 1, 0, 1));
  }

  private void refused(BodyOutcome outcome, int status, String code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            BodyOutcome.LocalReply.class,
            reply -> {
              assertThat(reply.status()).isEqualTo(status);
              assertThat(PipelineFixture.text(reply)).contains(code);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/responses/resp_123",
    "DELETE,/v1/responses/resp_123",
    "POST,/v1/responses/resp_123/cancel",
    "GET,/v1/responses/resp_123/input_items",
    "POST,/v1/conversations",
    "GET,/v1/conversations/conv_123/items",
    "DELETE,/v1/conversations/conv_123/items/msg_1",
    "GET,/v1/chat/completions/chatcmpl-123/messages",
    "GET,/v1/files/file-123/content",
    "DELETE,/v1/files/file-123",
    "POST,/v1/batches",
    "POST,/v1/batches/batch_123/cancel",
    "POST,/v1/vector_stores/vs_123/search",
    "POST,/v1/uploads/upload_123/complete",
    "GET,/v1/fine_tuning/jobs/ftjob-123",
    "GET,/v1/videos/video_123/content",
  })
  void endpointsOfOpenAi_areItsAlone(String method, String path) {
    String body = method.equals("POST") ? "{\"a\":1}" : "";
    ProviderAttempt attempt = passed(method, path, body).attempts().first();
    assertThat(attempt.target().host()).isEqualTo("api.openai.com");
    assertThat(attempt.method()).isEqualTo(method);
    assertThat(attempt.path()).isEqualTo(path);
    assertThat(new String(attempt.body(), UTF_8)).isEqualTo(body);
    assertThat(attempt.headers().first("authorization")).isEqualTo("Bearer sk-openai");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/v1/messages/batches",
    "GET,/v1/messages/batches/msgbatch_123/results",
    "POST,/v1/messages/batches/msgbatch_123/cancel",
    "GET,/v1/files/file_123/content",
    "GET,/v1/skills/skill_123",
  })
  void endpointsOfAnthropic_areItsAlone(String method, String path) {
    String body = method.equals("POST") ? "{\"a\":1}" : "";
    ProviderAttempt attempt =
        passed(method, path, body, "anthropic-version", "2023-06-01").attempts().first();
    assertThat(attempt.target().host()).isEqualTo("api.anthropic.com");
    assertThat(attempt.path()).isEqualTo(path);
    assertThat(attempt.headers().first("x-api-key")).isEqualTo("sk-ant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/organization/admin_api_keys",
        "/v1/organizations/api_keys",
        "/v1/realtime/client_secrets",
        "/v1/files/../organization/users",
        "/v1/files/%2e%2e/organization/users",
        "/v1/files//x",
        "/v1/files/;x",
        "/v1/unheard/of",
      })
  void whatManagesTheAccount_orIsNotKnown_isNotPassedOn(String path) {
    refused(ask("GET", path, ""), 404, "unknown_endpoint");
  }

  @Test
  void unknownPaths_areTheOperatorsChoice(@TempDir Path folder) {
    try (var open = PipelineSetup.plain().passing(new PassThroughSetup(true, false)).in(folder)) {
      var outcome =
          open.ask(
              PipelineFixture.head("GET", "/v1/unheard/of", "a=1", PipelineFixture.headers()),
              new byte[0]);
      assertThat(((BodyOutcome.ForwardOutcome) outcome).forward().attempts().first().path())
          .isEqualTo("/v1/unheard/of?a=1");
      refused(
          open.ask(
              PipelineFixture.head(
                  "GET", "/v1/organization/users", null, PipelineFixture.headers()),
              new byte[0]),
          404,
          "unknown_endpoint");
    }
  }

  @Test
  void idsOfAnotherOrganisation_lookLikeUnknownOnes_inPathsAndBodies() {
    fixture.held.keep("org-b", "key-b", "openai", List.of("file-secret", "vs_secret"), 0);
    refused(ask("GET", "/v1/files/file-secret/content", ""), 404, "object_not_found");
    refused(
        ask("POST", "/v1/batches", "{\"input_file_id\":\"file-secret\"}"), 404, "object_not_found");
    refused(
        ask("POST", "/v1/vector_stores/vs_mine1/files", "{\"x\":[[\"file-secret\"]]}"),
        404,
        "object_not_found");
    refused(ask("DELETE", "/v1/vector_stores/vs_secret", ""), 404, "object_not_found");
  }

  @Test
  void whatARequestMakes_isItsOrganisations() {
    answer(passed("POST", "/v1/conversations", "{}"), "{\"id\":\"conv_abc\",\"object\":\"x\"}");
    assertThat(fixture.held.find("conv_abc"))
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.orgId()).isEqualTo(key.orgId());
              assertThat(object.account()).isEqualTo("openai");
            });
  }

  @Test
  void filesOfOnesOwnBatch_areOnesOwn_butNotThoseOfAnUnknownOne() {
    String found = "{\"id\":\"batch_1ab\",\"output_file_id\":\"file-out1\"}";
    answer(passed("GET", "/v1/batches/batch_1ab", ""), found);
    assertThat(fixture.held.find("file-out1")).isEmpty();
    answer(passed("POST", "/v1/batches", "{}"), "{\"id\":\"batch_1ab\"}");
    answer(passed("GET", "/v1/batches/batch_1ab", ""), found);
    assertThat(fixture.held.find("file-out1")).hasSize(1);
  }

  @Test
  void listsOfASharedAccount_areNotShown() {
    refused(ask("GET", "/v1/files", ""), 403, "list_not_allowed");
    refused(ask("GET", "/v1/batches", ""), 403, "list_not_allowed");
  }

  @Test
  void listsOfTheOnlyOrganisation_areShown(@TempDir Path folder) {
    try (var alone = PipelineFixture.in(folder)) {
      assertThat(
              alone.ask(
                  PipelineFixture.head("GET", "/v1/files", null, PipelineFixture.headers()),
                  new byte[0]))
          .isInstanceOf(BodyOutcome.ForwardOutcome.class);
    }
  }

  @Test
  void prepaidOrganisations_getNothingThatNoMoneyCanBeHeldFor() {
    fixture.database.commit(
        handle -> {
          CapTable.set(handle, new OrgBilling(key.orgId(), BillingPlan.TOKENS, 0, true));
          return true;
        });
    refused(ask("POST", "/v1/batches", "{}"), 403, "endpoint_unpriced");
    refused(
        ask("POST", "/v1/messages/batches", "{}", "anthropic-version", "2023-06-01"),
        403,
        "endpoint_unpriced");
    passed("POST", "/v1/batches/batch_1ab/cancel", "");
    passed("GET", "/v1/responses/resp_123", "");
  }

  @Test
  void keysOfCertainModels_canNotReachOthersByABatch() {
    String secret =
        fixture.newKey(new KeyOptions("few", null, 0, null, null, List.of("gpt-4o-mini")));
    for (String body : List.of("{}", "{\"model\":\"gpt-5\"}")) {
      refused(
          fixture.ask(
              PipelineFixture.head(
                  "POST",
                  "/v1/batches",
                  null,
                  Headers.of(
                      "authorization", "Bearer " + secret, "content-type", "application/json")),
              body.getBytes(UTF_8)),
          403,
          "model_not_allowed");
    }
  }

  @Test
  void bodiesThatAreNotJson_areRefused() {
    refused(ask("POST", "/v1/conversations", "{\"a\":"), 400, "invalid_json");
  }
}

package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.RouteRule;
import dev.compresh.config.RouteTarget;
import dev.compresh.config.Secret;
import dev.compresh.dialect.Dialect;
import dev.compresh.http.Headers;
import dev.compresh.proxy.PipelineFixture.PipelineSetup;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests in Gemini's own API: the path names the model, the key comes in one of three ways. */
class GeminiEndpointTest {
  private static final String BODY =
      "{\"contents\" : [{\"role\":\"user\",\"parts\":[{\"text\":\"h\\u0069\"}]}] , \"zz\":1.50}\n";

  private PipelineFixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture =
        PipelineSetup.plain()
            .providers(
                ProviderConfig.of("openai", "openai", null, new Secret("sk-openai")),
                ProviderConfig.of("gemini", "gemini", null, new Secret("AIza-up")))
            .rules(
                false,
                new RouteRule("fast", List.of(new RouteTarget("gemini", "gemini-2.5-flash", 0, 1))))
            .in(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private BodyOutcome ask(String path, @Nullable String query, String... more) {
    return fixture.ask(
        PipelineFixture.head("POST", path, query, plain(more)), BODY.getBytes(UTF_8));
  }

  private static Headers plain(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "content-type";
    all[1] = "application/json";
    System.arraycopy(more, 0, all, 2, more.length);
    return Headers.of(all);
  }

  private ForwardRequest forwarded(String path, @Nullable String query, String... more) {
    BodyOutcome outcome = ask(path, query, more);
    if (outcome instanceof BodyOutcome.LocalReply reply) {
      throw new AssertionError(PipelineFixture.text(reply));
    }
    return ((BodyOutcome.ForwardOutcome) outcome).forward();
  }

  @Test
  void keyOfEachWay_isTaken_andOnlyTheProvidersLeaves() {
    String path = "/v1beta/models/gemini-2.5-pro:generateContent";
    for (ForwardRequest request :
        List.of(
            forwarded(path, null, "x-goog-api-key", PipelineFixture.KEY),
            forwarded(path, "key=" + PipelineFixture.KEY),
            forwarded(path, null, "authorization", "Bearer " + PipelineFixture.KEY))) {
      ProviderAttempt attempt = request.attempts().first();
      assertThat(attempt.path()).isEqualTo(path);
      assertThat(attempt.headers().all("x-goog-api-key")).containsExactly("AIza-up");
      assertThat(attempt.headers().first("authorization")).isNull();
      assertThat(attempt.target().host()).isEqualTo("generativelanguage.googleapis.com");
      assertThat(new String(attempt.body(), UTF_8)).isEqualTo(BODY);
      assertThat(request.dialect()).isSameAs(Dialect.GEMINI);
      assertThat(request.streamed()).isFalse();
    }
  }

  @Test
  void stream_keepsItsQueryWithoutTheKey_andItsVersion() {
    ForwardRequest request =
        forwarded(
            "/v1/models/gemini-2.5-pro:streamGenerateContent",
            "alt=sse&key=" + PipelineFixture.KEY + "&x=1");
    assertThat(request.streamed()).isTrue();
    assertThat(request.attempts().first().path())
        .isEqualTo("/v1/models/gemini-2.5-pro:streamGenerateContent?alt=sse&x=1");
    assertThat(request.attempts().first().stripUsage()).isFalse();
  }

  @Test
  void aliasInThePath_leavesAsTheProvidersModel() {
    ForwardRequest request =
        forwarded(
            "/v1beta/models/fast:generateContent", null, "x-goog-api-key", PipelineFixture.KEY);
    assertThat(request.attempts().first().path())
        .isEqualTo("/v1beta/models/gemini-2.5-flash:generateContent");
    assertThat(new String(request.attempts().first().body(), UTF_8)).isEqualTo(BODY);
    ForwardRequest named =
        forwarded(
            "/v1beta/models/gemini/gemini-2.5-pro:countTokens",
            null,
            "x-goog-api-key",
            PipelineFixture.KEY);
    assertThat(named.attempts().first().path())
        .isEqualTo("/v1beta/models/gemini-2.5-pro:countTokens");
  }

  @Test
  void errors_areInGooglesShape() {
    refused(ask("/v1beta/models/m:generateContent", null), 401, "UNAUTHENTICATED");
    refused(
        ask("/v1beta/models/gpt-4o:generateContent", "key=" + PipelineFixture.KEY),
        404,
        "NOT_FOUND");
    refused(
        ask("/v1beta/v1beta/models/m:generateContent", "key=" + PipelineFixture.KEY),
        404,
        "base URL");
    refused(ask("/v1beta/tunedModels", "key=" + PipelineFixture.KEY), 404, "NOT_FOUND");
  }

  @Test
  void credentialOfGoogle_isRefused_notDroppedWhileTheOperatorPays() {
    refused(
        ask(
            "/v1beta/models/gemini-2.5-pro:generateContent",
            "key=AIzaSyD-0123456789-0123456789",
            "x-goog-api-key",
            PipelineFixture.KEY),
        401,
        "a Google key");
  }

  @Test
  void twoKeysOfCompresh_areRefused() {
    String other = "comp_" + "x".repeat(27);
    refused(
        ask(
            "/v1beta/models/gemini-2.5-pro:generateContent",
            "key=" + other,
            "x-goog-api-key",
            PipelineFixture.KEY),
        401,
        "UNAUTHENTICATED");
  }

  private static void refused(BodyOutcome outcome, int status, String words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            BodyOutcome.LocalReply.class,
            reply -> {
              assertThat(reply.status()).isEqualTo(status);
              assertThat(PipelineFixture.text(reply))
                  .startsWith("{\"error\":{\"code\":" + status + ",\"message\":\"")
                  .contains(words, "\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\"");
            });
  }
}

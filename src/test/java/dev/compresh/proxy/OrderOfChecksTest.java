package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors of page 1, each with its status, type and code; an earlier check wins over later. */
class OrderOfChecksTest {
  private static final String HELLO =
      "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

  private PipelineFixture pipelineFixture;

  @BeforeEach
  void start(@TempDir Path folder) {
    pipelineFixture = PipelineFixture.in(folder);
  }

  @AfterEach
  void stop() {
    pipelineFixture.close();
  }

  private static void expect(BodyOutcome bodyOutcome, int status, String type, String code) {
    assertThat(bodyOutcome).isInstanceOf(BodyOutcome.LocalReply.class);
    BodyOutcome.LocalReply localReply = (BodyOutcome.LocalReply) bodyOutcome;
    assertThat(localReply.status()).isEqualTo(status);
    assertThat(PipelineFixture.text(localReply))
        .contains("\"type\":\"" + type + "\"", "\"code\":\"" + code + "\"")
        .doesNotContain("comp_k");
    assertThat(localReply.headers().first("content-type")).isEqualTo("application/json");
  }

  private BodyOutcome ask(String method, String path, Headers headers, String body) {
    return pipelineFixture.ask(
        PipelineFixture.head(method, path, null, headers), body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer comp_xxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "Bearer comp_short",
        "Bearer ",
        "Basic abc",
        "Bearer comp_kkkkkkkkkxxxxxxxxxxxxxxxxxx"
      })
  void wrongKey_is401BeforeAllElse(String authorization) {
    Headers headers = Headers.of("authorization", authorization, "content-type", "text/plain");
    BodyOutcome bodyOutcome = ask("PUT", "/v1/nothing", headers, "no json");
    expect(bodyOutcome, 401, "authentication_error", "invalid_api_key");
    BodyOutcome none = ask("POST", PipelineFixture.CHAT, Headers.NONE, HELLO);
    assertThat(((BodyOutcome.LocalReply) none).body())
        .isEqualTo(((BodyOutcome.LocalReply) bodyOutcome).body());
  }

  @Test
  void twoDifferentKeys_are401InTheShapeOfTheClient() {
    Headers two =
        Headers.of(
            "authorization",
            "Bearer " + PipelineFixture.KEY,
            "x-api-key",
            "comp_" + "x".repeat(27));
    BodyOutcome chat = ask("POST", PipelineFixture.CHAT, two, HELLO);
    expect(chat, 401, "authentication_error", "invalid_api_key");
    BodyOutcome messages = ask("POST", "/v1/messages", two, HELLO);
    expect(messages, 401, "authentication_error", "invalid_api_key");
    assertThat(PipelineFixture.text((BodyOutcome.LocalReply) messages))
        .startsWith("{\"type\":\"error\"");
    assertThat(PipelineFixture.text((BodyOutcome.LocalReply) chat))
        .contains("Two different")
        .doesNotContain("comp_");
  }

  @Test
  void authorizationTwice_is400() {
    Headers twice =
        Headers.of(
            "authorization", "Bearer " + PipelineFixture.KEY, "authorization", "Bearer none");
    expect(
        ask("POST", PipelineFixture.CHAT, twice, HELLO),
        400,
        "invalid_request_error",
        "duplicate_header");
  }

  @Test
  void bothKeyHeaders_areTaken() {
    Headers anthropic =
        Headers.of("x-api-key", PipelineFixture.KEY, "content-type", "application/json");
    assertThat(ask("POST", PipelineFixture.CHAT, anthropic, HELLO))
        .isInstanceOf(BodyOutcome.ForwardOutcome.class);
  }

  @Test
  void onAnthropicPaths_errorsHaveATopLevelType() {
    BodyOutcome.LocalReply localReply =
        (BodyOutcome.LocalReply) ask("POST", "/v1/messages", Headers.NONE, HELLO);
    assertThat(PipelineFixture.text(localReply)).startsWith("{\"type\":\"error\",\"error\":{");
  }

  @Test
  void deactivatedKey_is403() {
    String id = PipelineFixture.KEY.substring(5, 14);
    pipelineFixture.keys.deactivate(id);
    BodyOutcome refusal = pipelineFixture.post("/v1/nothing", "x");
    expect(refusal, 403, "permission_error", "account_deactivated");
    assertThat(((BodyOutcome.LocalReply) refusal).headers().first("x-ratelimit-remaining"))
        .isEqualTo("2000");
    pipelineFixture.keys.activate(id);
    assertThat(pipelineFixture.post(PipelineFixture.CHAT, HELLO))
        .isInstanceOf(BodyOutcome.ForwardOutcome.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/nothing",
        "/v1/chat/completions/",
        "/v1//chat/completions",
        "/v1/chat/%63ompletions",
        "/v1/chat/completions;a=b",
        "/v1/Chat/completions",
        "/v1/./chat/completions",
        "/v1/"
      })
  void otherSpellings_areNoEndpoint(String path) {
    expect(pipelineFixture.post(path, HELLO), 404, "invalid_request_error", "unknown_endpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//v1/chat/completions", "/V1/models", "/healthy", "*", "/admin"})
  void outsideOfV1_is404WithoutAKey(String path) {
    expect(ask("GET", path, Headers.NONE, ""), 404, "invalid_request_error", "unknown_endpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/embeddings, POST",
    "DELETE, /v1/models, 'GET, HEAD'",
    "POST, /v1/key, 'GET, HEAD'",
    "POST, /health, 'GET, HEAD'",
    "PATCH, /v1/messages/count_tokens, POST",
  })
  void wrongMethod_is405WithAllow(String method, String path, String allow) {
    BodyOutcome bodyOutcome = ask(method, path, PipelineFixture.headers(), HELLO);
    expect(bodyOutcome, 405, "invalid_request_error", "method_not_allowed");
    assertThat(((BodyOutcome.LocalReply) bodyOutcome).headers().first("allow")).isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/jsonx", "multipart/form-data; boundary=x"})
  void otherMediaType_is415(String type) {
    Headers headers = Headers.of("x-api-key", PipelineFixture.KEY, "content-type", type);
    expect(
        ask("POST", PipelineFixture.CHAT, headers, "{"),
        415,
        "invalid_request_error",
        "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON;charset=utf-8"})
  void json_isTaken(String type) {
    Headers headers = Headers.of("x-api-key", PipelineFixture.KEY, "content-type", type);
    assertThat(ask("POST", PipelineFixture.CHAT, headers, HELLO))
        .isInstanceOf(BodyOutcome.ForwardOutcome.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"a\":1}x", "{'a':1}"})
  void noJson_is400(String body) {
    expect(
        pipelineFixture.post(PipelineFixture.CHAT, body, "x-session-id", "ä"),
        400,
        "invalid_request_error",
        "invalid_json");
  }

  @Test
  void badSession_is400BeforeTheModel() {
    expect(
        pipelineFixture.post(PipelineFixture.CHAT, "{}", "x-session-id", "a b"),
        400,
        "invalid_request_error",
        "invalid_session_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"model\":null}", "{\"model\":7}", "{\"model\":\" \"}"})
  void missingModel_is400AndNamesTheField(String body) {
    BodyOutcome.LocalReply localReply = pipelineFixture.refused(PipelineFixture.CHAT, body);
    expect(localReply, 400, "invalid_request_error", "invalid_value");
    assertThat(PipelineFixture.text(localReply)).contains("\"param\":\"model\"");
  }

  @Test
  void unknownMode_is400() {
    expect(
        pipelineFixture.post(PipelineFixture.CHAT, HELLO, "x-compresh-mode", "fast"),
        400,
        "invalid_request_error",
        "invalid_value");
  }

  @Test
  void gptOnMessages_is404() {
    expect(
        pipelineFixture.post("/v1/messages", HELLO),
        404,
        "invalid_request_error",
        "model_not_found");
  }

  @Test
  void modelOutsideOfTheKeysList_is403() {
    String key =
        pipelineFixture.newKey(new KeyOptions("few", null, 0, null, null, List.of("gpt-4o-mini")));
    Headers headers = Headers.of("x-api-key", key, "content-type", "application/json");
    expect(
        ask("POST", PipelineFixture.CHAT, headers, HELLO),
        403,
        "permission_error",
        "model_not_allowed");
    String mini = HELLO.replace("gpt-4o", "gpt-4o-mini");
    assertThat(ask("POST", PipelineFixture.CHAT, headers, mini))
        .isInstanceOf(BodyOutcome.ForwardOutcome.class);
  }

  @Test
  void tooLargeOnceDecoded_is413() throws Exception {
    byte[] bomb = RequestBodies.gzip("{\"a\":\"" + "x".repeat(100_000) + "\"}");
    BodyOutcome bodyOutcome =
        pipelineFixture.ask(
            PipelineFixture.head(
                "POST",
                PipelineFixture.CHAT,
                null,
                PipelineFixture.headers("content-encoding", "gzip")),
            bomb);
    expect(bodyOutcome, 413, "invalid_request_error", "payload_too_large");
  }

  @Test
  void tooLargeAsSent_is413() {
    var admittedHead =
        (RequestHandler.AdmittedHead)
            pipelineFixture
                .pipeline()
                .admit(
                    PipelineFixture.head(
                        "POST", PipelineFixture.CHAT, null, PipelineFixture.headers()));
    assertThat(admittedHead.maxBody()).isEqualTo(64 << 10);
    expect(admittedHead.tooLarge(), 413, "invalid_request_error", "payload_too_large");
    assertThat(admittedHead.tooLarge().headers().first("x-ratelimit-limit")).isEqualTo("2000");
  }

  @Test
  void unknownContentCoding_is415_andABrokenOne400() {
    expect(
        pipelineFixture.post(PipelineFixture.CHAT, HELLO, "content-encoding", "lzma"),
        415,
        "invalid_request_error",
        "unsupported_media_type");
    expect(
        pipelineFixture.post(PipelineFixture.CHAT, HELLO, "content-encoding", "gzip"),
        400,
        "invalid_request_error",
        "invalid_value");
  }
}

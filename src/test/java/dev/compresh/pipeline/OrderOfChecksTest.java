package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.pipeline.Handler.Outcome;
import dev.compresh.wire.Headers;
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

  private Fixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture = Fixture.in(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static void expect(Outcome outcome, int status, String type, String code) {
    assertThat(outcome).isInstanceOf(Outcome.Reply.class);
    Outcome.Reply reply = (Outcome.Reply) outcome;
    assertThat(reply.status()).isEqualTo(status);
    assertThat(Fixture.text(reply))
        .contains("\"type\":\"" + type + "\"", "\"code\":\"" + code + "\"")
        .doesNotContain("comp_k");
    assertThat(reply.headers().first("content-type")).isEqualTo("application/json");
  }

  private Outcome ask(String method, String path, Headers headers, String body) {
    return fixture.ask(
        Fixture.head(method, path, null, headers), body.getBytes(StandardCharsets.UTF_8));
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
    Outcome outcome = ask("PUT", "/v1/nothing", headers, "no json");
    expect(outcome, 401, "authentication_error", "invalid_api_key");
    Outcome none = ask("POST", Fixture.CHAT, Headers.NONE, HELLO);
    assertThat(((Outcome.Reply) none).body()).isEqualTo(((Outcome.Reply) outcome).body());
  }

  @Test
  void twoDifferentKeys_are401InTheShapeOfTheClient() {
    Headers two =
        Headers.of("authorization", "Bearer " + Fixture.KEY, "x-api-key", "comp_" + "x".repeat(27));
    Outcome chat = ask("POST", Fixture.CHAT, two, HELLO);
    expect(chat, 401, "authentication_error", "invalid_api_key");
    Outcome messages = ask("POST", "/v1/messages", two, HELLO);
    expect(messages, 401, "authentication_error", "invalid_api_key");
    assertThat(Fixture.text((Outcome.Reply) messages)).startsWith("{\"type\":\"error\"");
    assertThat(Fixture.text((Outcome.Reply) chat))
        .contains("Two different")
        .doesNotContain("comp_");
  }

  @Test
  void authorizationTwice_is400() {
    Headers twice =
        Headers.of("authorization", "Bearer " + Fixture.KEY, "authorization", "Bearer none");
    expect(
        ask("POST", Fixture.CHAT, twice, HELLO), 400, "invalid_request_error", "duplicate_header");
  }

  @Test
  void bothKeyHeaders_areTaken() {
    Headers anthropic = Headers.of("x-api-key", Fixture.KEY, "content-type", "application/json");
    assertThat(ask("POST", Fixture.CHAT, anthropic, HELLO)).isInstanceOf(Outcome.Send.class);
  }

  @Test
  void onAnthropicPaths_errorsHaveATopLevelType() {
    Outcome.Reply reply = (Outcome.Reply) ask("POST", "/v1/messages", Headers.NONE, HELLO);
    assertThat(Fixture.text(reply)).startsWith("{\"type\":\"error\",\"error\":{");
  }

  @Test
  void deactivatedKey_is403() {
    String id = Fixture.KEY.substring(5, 14);
    fixture.keys.deactivate(id);
    Outcome refusal = fixture.post("/v1/nothing", "x");
    expect(refusal, 403, "permission_error", "account_deactivated");
    assertThat(((Outcome.Reply) refusal).headers().first("x-ratelimit-remaining"))
        .isEqualTo("2000");
    fixture.keys.activate(id);
    assertThat(fixture.post(Fixture.CHAT, HELLO)).isInstanceOf(Outcome.Send.class);
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
    expect(fixture.post(path, HELLO), 404, "invalid_request_error", "unknown_endpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//v1/chat/completions", "/V1/models", "/healthy", "*", "/admin"})
  void outsideOfV1_is404WithoutAKey(String path) {
    expect(ask("GET", path, Headers.NONE, ""), 404, "invalid_request_error", "unknown_endpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/chat/completions, POST",
    "DELETE, /v1/models, 'GET, HEAD'",
    "POST, /v1/key, 'GET, HEAD'",
    "POST, /health, 'GET, HEAD'",
    "PATCH, /v1/messages/count_tokens, POST",
  })
  void wrongMethod_is405WithAllow(String method, String path, String allow) {
    Outcome outcome = ask(method, path, Fixture.headers(), HELLO);
    expect(outcome, 405, "invalid_request_error", "method_not_allowed");
    assertThat(((Outcome.Reply) outcome).headers().first("allow")).isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/jsonx", "multipart/form-data; boundary=x"})
  void otherMediaType_is415(String type) {
    Headers headers = Headers.of("x-api-key", Fixture.KEY, "content-type", type);
    expect(
        ask("POST", Fixture.CHAT, headers, "{"),
        415,
        "invalid_request_error",
        "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON;charset=utf-8"})
  void json_isTaken(String type) {
    Headers headers = Headers.of("x-api-key", Fixture.KEY, "content-type", type);
    assertThat(ask("POST", Fixture.CHAT, headers, HELLO)).isInstanceOf(Outcome.Send.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"a\":1}x", "{'a':1}"})
  void noJson_is400(String body) {
    expect(
        fixture.post(Fixture.CHAT, body, "x-session-id", "ä"),
        400,
        "invalid_request_error",
        "invalid_json");
  }

  @Test
  void badSession_is400BeforeTheModel() {
    expect(
        fixture.post(Fixture.CHAT, "{}", "x-session-id", "a b"),
        400,
        "invalid_request_error",
        "invalid_session_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"model\":null}", "{\"model\":7}", "{\"model\":\" \"}"})
  void missingModel_is400AndNamesTheField(String body) {
    Outcome.Reply reply = fixture.refused(Fixture.CHAT, body);
    expect(reply, 400, "invalid_request_error", "invalid_value");
    assertThat(Fixture.text(reply)).contains("\"param\":\"model\"");
  }

  @Test
  void unknownMode_is400() {
    expect(
        fixture.post(Fixture.CHAT, HELLO, "x-compresh-mode", "fast"),
        400,
        "invalid_request_error",
        "invalid_value");
  }

  @Test
  void gptOnMessages_is404() {
    expect(fixture.post("/v1/messages", HELLO), 404, "invalid_request_error", "model_not_found");
  }

  @Test
  void modelOutsideOfTheKeysList_is403() {
    String key = fixture.newKey(new KeyOptions("few", null, 0, null, null, List.of("gpt-4o-mini")));
    Headers headers = Headers.of("x-api-key", key, "content-type", "application/json");
    expect(ask("POST", Fixture.CHAT, headers, HELLO), 403, "permission_error", "model_not_allowed");
    String mini = HELLO.replace("gpt-4o", "gpt-4o-mini");
    assertThat(ask("POST", Fixture.CHAT, headers, mini)).isInstanceOf(Outcome.Send.class);
  }

  @Test
  void tooLargeOnceDecoded_is413() throws Exception {
    byte[] bomb = Bodies.gzip("{\"a\":\"" + "x".repeat(100_000) + "\"}");
    Outcome outcome =
        fixture.ask(
            Fixture.head("POST", Fixture.CHAT, null, Fixture.headers("content-encoding", "gzip")),
            bomb);
    expect(outcome, 413, "invalid_request_error", "payload_too_large");
  }

  @Test
  void tooLargeAsSent_is413() {
    var admitted =
        (Handler.Admitted)
            fixture.pipeline().admit(Fixture.head("POST", Fixture.CHAT, null, Fixture.headers()));
    assertThat(admitted.maxBody()).isEqualTo(64 << 10);
    expect(admitted.tooLarge(), 413, "invalid_request_error", "payload_too_large");
    assertThat(admitted.tooLarge().headers().first("x-ratelimit-limit")).isEqualTo("2000");
  }

  @Test
  void unknownContentCoding_is415_andABrokenOne400() {
    expect(
        fixture.post(Fixture.CHAT, HELLO, "content-encoding", "lzma"),
        415,
        "invalid_request_error",
        "unsupported_media_type");
    expect(
        fixture.post(Fixture.CHAT, HELLO, "content-encoding", "gzip"),
        400,
        "invalid_request_error",
        "invalid_value");
  }
}

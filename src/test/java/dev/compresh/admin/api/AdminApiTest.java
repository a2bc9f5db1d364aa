package dev.compresh.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.account.Principal;
import dev.compresh.account.Role;
import dev.compresh.audit.AuditChannel;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.proxy.RequestHead;
import dev.compresh.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Dispatch and checks, before any feature. */
class AdminApiTest {
  private static final JsonSchema.ObjectSchema THING =
      JsonSchema.object(
          "Thing",
          JsonSchema.field("name", JsonSchema.text(1, 5), "a name"),
          JsonSchema.optional("size", JsonSchema.orNull(JsonSchema.whole(1, 10)), "a size"),
          JsonSchema.optional("kind", JsonSchema.oneOf("a", "b"), "a kind"));

  private final AdminApi api =
      new AdminApi(
          List.of(
              AdminRoute.get("/admin/v1/things/{id}", RoutePermission.MEMBER, "One.")
                  .query("deep", JsonSchema.flag(), "whether deep")
                  .answers(200, THING)
                  .does(AdminApiTest::echo),
              AdminRoute.get("/admin/v1/things/best", RoutePermission.OPEN, "The best.")
                  .answers(200, THING)
                  .does(
                      _ -> ApiAnswer.ok(JsonNodeFactory.instance.objectNode().put("name", "best"))),
              AdminRoute.post("/admin/v1/things", RoutePermission.ADMIN, "Make one.")
                  .takes(THING)
                  .answers(201, THING)
                  .does(request -> ApiAnswer.created(request.body().json())),
              AdminRoute.get("/admin/v1/broken/{how}", RoutePermission.OPEN, "Fails.")
                  .answers(200, THING)
                  .does(AdminApiTest::fail)),
          AdminApiTest::caller,
          new AllowedHosts(List.of("compresh.internal"), null, false),
          "1.0");

  private static ApiAnswer echo(AdminRequest request) {
    return ApiAnswer.ok(JsonNodeFactory.instance.objectNode().put("name", request.pathValue("id")));
  }

  private static ApiAnswer fail(AdminRequest request) {
    throw request.pathValue("how").equals("store")
        ? new StoreException("secret path")
        : new IllegalStateException("secret");
  }

  /** The header {@code x-role} says who it is. */
  private static @Nullable Principal caller(
      RequestHead head, PeerAddress peerAddress, boolean safe) {
    String role = head.headers().first("x-role");
    return role == null
        ? null
        : new Principal(
            "u",
            "o",
            "n",
            Role.valueOf(role),
            false,
            AuditChannel.SESSION,
            "s",
            false,
            peerAddress.address());
  }

  private LocalReply send(String method, String target, @Nullable String body, String... headers) {
    List<Header> lines = new ArrayList<>();
    Headers.of(headers).forEach(lines::add);
    if (new Headers(lines).first("host") == null) {
      lines.add(new Header("host", "127.0.0.1:8081"));
    }
    if (body != null && new Headers(lines).first("content-type") == null) {
      lines.add(new Header("content-type", "application/json"));
    }
    int mark = target.indexOf('?');
    RequestHead head =
        new RequestHead(
            "id",
            0,
            method,
            mark < 0 ? target : target.substring(0, mark),
            mark < 0 ? null : target.substring(mark + 1),
            new Headers(lines),
            "127.0.0.1");
    return switch (api.admit(head)) {
      case RequestHandler.BodyOutcome.StreamReply stream -> stream.head();
      case LocalReply localReply -> localReply;
      case RequestHandler.AdmittedHead admittedHead ->
          (LocalReply)
              admittedHead.proceed((body == null ? "" : body).getBytes(StandardCharsets.UTF_8));
      case RequestHandler.AdmittedUpload upload -> throw new AssertionError("an upload: " + upload);
    };
  }

  private static String text(LocalReply localReply) {
    return new String(localReply.body(), StandardCharsets.UTF_8);
  }

  @Test
  void path_isDecodedOnceAndComparedExactly() {
    assertThat(text(send("GET", "/admin/v1/things/a%2Fb", null, "x-role", "MEMBER")))
        .contains("a/b");
    assertThat(text(send("GET", "/admin/v1/things/best", null))).contains("best");
    for (String path :
        List.of(
            "/admin/v1//things/x",
            "/admin/v1/things/x/",
            "/admin/v1/Things/x",
            "/admin/v1/%74hings/x",
            "/admin/v1/things/",
            "/admin/v1/things/%zz",
            "/admin/v1/things/%ff",
            "/admin/v1/things;a/x",
            "/admin/../admin/v1/things/x")) {
      assertThat(send("GET", path, null, "x-role", "OWNER").status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void wrongMethod_is405WithTheOnesThatThereAre() {
    LocalReply localReply = send("DELETE", "/admin/v1/things", null, "x-role", "OWNER");
    assertThat(localReply.status()).isEqualTo(405);
    assertThat(localReply.headers().first("allow")).isEqualTo("POST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"x\",\"nmae\":1} | unknown_parameter | nmae",
        "{} | missing_parameter | name",
        "{\"name\":5} | invalid_value | name",
        "{\"name\":\"toolong\"} | invalid_value | name",
        "{\"name\":\"x\",\"size\":11} | invalid_value | size",
        "{\"name\":\"x\",\"size\":1.5} | invalid_value | size",
        "{\"name\":\"x\",\"kind\":\"c\"} | invalid_value | kind",
      })
  void field_thatDoesNotFit_isNamed(String body, String code, String param) {
    LocalReply localReply = send("POST", "/admin/v1/things", body, "x-role", "ADMIN");
    assertThat(localReply.status()).isEqualTo(400);
    assertThat(text(localReply))
        .contains("\"code\":\"" + code + "\"", "\"param\":\"" + param + "\"")
        .contains("\"type\":\"invalid_request_error\"", "\"message\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1]", "\"x\"", "{\"name\":\"x\"} {}", "{\"name\":\"x\",\"name\":\"y\"}"})
  void body_thatIsNoSuchJson_is400(String body) {
    assertThat(send("POST", "/admin/v1/things", body, "x-role", "ADMIN").status()).isEqualTo(400);
  }

  @Test
  void body_thatIsBroken_isNotQuoted() {
    String body = "{\"name\": hunter2-canary}";
    assertThat(text(send("POST", "/admin/v1/things", body, "x-role", "ADMIN")))
        .doesNotContain("canary");
  }

  @Test
  void nesting_isBounded() {
    String deep = "[".repeat(200_000);
    assertThat(send("POST", "/admin/v1/things", deep, "x-role", "ADMIN").status()).isEqualTo(400);
  }

  @Test
  void query_isReadStrictly() {
    assertThat(send("GET", "/admin/v1/things/x?deep=true", null, "x-role", "OWNER").status())
        .isEqualTo(200);
    for (String query : List.of("deep=1", "deep=true&deep=true", "deeep=true", "deep=%f")) {
      LocalReply localReply = send("GET", "/admin/v1/things/x?" + query, null, "x-role", "OWNER");
      assertThat(localReply.status()).as(query).isEqualTo(400);
    }
  }

  @Test
  void rights_goBeforeTheBody() {
    assertThat(send("POST", "/admin/v1/things", "{", "x-role", "MEMBER").status()).isEqualTo(403);
    assertThat(send("POST", "/admin/v1/things", "{").status()).isEqualTo(401);
    assertThat(send("POST", "/admin/v1/things", "{", "x-role", "ADMIN", "content-type", "text/a"))
        .extracting(LocalReply::status)
        .isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "localhost:8081, 200",
    "app.localhost, 200",
    "192.168.1.7:8081, 200",
    "[::1]:8081, 200",
    "compresh.internal, 200",
    "COMPRESH.internal:9, 200"
  })
  void host_ofAStranger_isRefused(String host, int status) {
    assertThat(send("GET", "/admin/v1/things/best", null, "host", host).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "origin, https://evil.example, 403",
    "origin, null, 403",
    "origin, http://127.0.0.1:8081, 201",
    "origin, http://127.0.0.1:9999, 403",
    "sec-fetch-site, cross-site, 403",
    "sec-fetch-site, same-site, 403",
    "sec-fetch-site, same-origin, 201",
    "sec-fetch-site, none, 201"
  })
  void change_fromAnotherSitesPage_isRefused(String name, String value, int status) {
    LocalReply localReply =
        send("POST", "/admin/v1/things", "{\"name\":\"x\"}", "x-role", "ADMIN", name, value);
    assertThat(localReply.status()).isEqualTo(status);
  }

  @Test
  void faults_areTypedAndSayNothingOfTheInside() {
    LocalReply store = send("GET", "/admin/v1/broken/store", null);
    assertThat(store.status()).isEqualTo(503);
    LocalReply other = send("GET", "/admin/v1/broken/other", null);
    assertThat(other.status()).isEqualTo(500);
    assertThat(text(store) + text(other)).doesNotContain("secret");
  }

  @Test
  void everyAnswer_isGuarded() {
    for (LocalReply localReply :
        List.of(
            send("GET", "/admin/v1/things/best", null),
            send("GET", "/admin/v1/nothing", null),
            send("POST", "/admin/v1/things", "{"),
            send("GET", "/admin/v1/openapi.json", null))) {
      assertThat(localReply.headers().first("x-content-type-options")).isEqualTo("nosniff");
      assertThat(localReply.headers().first("cache-control")).isEqualTo("no-store");
      assertThat(localReply.headers().first("content-security-policy"))
          .contains("default-src 'none'");
      assertThat(localReply.headers().first("content-type")).isEqualTo("application/json");
    }
  }

  @Test
  void twoRoutesOfOnePath_areRefusedAtOnce() {
    AdminRoute one = AdminRoute.get("/a/{x}", RoutePermission.OPEN, "a").does(AdminApiTest::echo);
    AdminRoute two = AdminRoute.get("/a/{y}", RoutePermission.OPEN, "b").does(AdminApiTest::echo);
    AllowedHosts allowedHosts = new AllowedHosts(List.of(), null, false);
    assertThatThrownBy(
            () -> new AdminApi(List.of(one, two), AdminApiTest::caller, allowedHosts, "1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Bootstrap;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in through a proxy that ends TLS, which the operator said to trust. */
class AdminBehindTlsTest {
  private static final String[] TLS = {
    "x-forwarded-proto", "https", "x-forwarded-for", "6.6.6.6", "x-forwarded-for", "192.0.2.7"
  };

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
  }

  private RunningProgram program(String admin) throws IOException {
    Path file = folder.resolve("compresh.yaml");
    Files.writeString(file, "admin: {port: 0, " + admin + "}\n");
    return RunningProgram.quick(folder, Map.of("COMPRESH_CONFIG", file.toString()));
  }

  private AdminClient.AdminAnswer signIn(RunningProgram program, String... headers) {
    Bootstrap.InitialSignIn owner = program.firstOwner();
    String body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(owner.name(), owner.password());
    return new AdminClient(http, program.adminUrl()).post("/admin/v1/sign-in", body, headers);
  }

  @Test
  void aTrustedProxysScheme_makesTheCookieSecureAndNoOtherIsTaken() throws Exception {
    try (RunningProgram program = program("forwarded-headers: true")) {
      AdminClient.AdminAnswer adminAnswer = signIn(program, TLS);
      String cookie = adminAnswer.header("set-cookie");
      assertThat(cookie)
          .startsWith("__Host-compresh_session=")
          .contains("; Path=/", "; HttpOnly", "; SameSite=Strict")
          .endsWith("; Secure");
      String token = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
      AdminClient client = new AdminClient(http, program.adminUrl());
      String[] secure = {
        "x-forwarded-proto", "https", "cookie", "__Host-compresh_session=" + token
      };
      assertThat(client.get("/admin/v1/me", secure).status()).isEqualTo(200);
      secure[3] = "compresh_session=" + token;
      assertThat(client.get("/admin/v1/me", secure).status()).isEqualTo(401);
      secure[1] = "http";
      assertThat(client.get("/admin/v1/me", secure).status()).isEqualTo(200);
    }
  }

  @Test
  void ofSeveralForwardedLines_theProxysOwnCounts() throws Exception {
    try (RunningProgram program = program("forwarded-headers: true")) {
      AdminClient.AdminAnswer adminAnswer = signIn(program, TLS);
      String cookie = adminAnswer.header("set-cookie");
      AdminClient client = new AdminClient(http, program.adminUrl());
      String own = cookie.substring(0, cookie.indexOf(';'));
      String seen =
          client.get("/admin/v1/sign-ins", "cookie", own, "x-forwarded-proto", "https").text();
      assertThat(seen).contains("\"remote\":\"192.0.2.7\"").doesNotContain("6.6.6.6");
    }
  }

  @Test
  void aStrangersScheme_changesNothing() throws Exception {
    try (RunningProgram program = program("forwarded-headers: false")) {
      assertThat(signIn(program, TLS).header("set-cookie")).startsWith("compresh_session=");
    }
  }

  @Test
  void aPublicAddressWithTls_needsNoHeader() throws Exception {
    try (RunningProgram program = program("public-url: \"https://compresh.example.com\"")) {
      assertThat(signIn(program).header("set-cookie"))
          .startsWith("__Host-compresh_session=")
          .endsWith("; Secure");
    }
  }
}

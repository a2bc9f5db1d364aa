package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.AdminClient.AdminAnswer;
import dev.compresh.cli.AdminWorld.Who;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in, and what a sign-in is good for. */
class AdminSignInTest {
  private static final AdminWorld[] WORLD = new AdminWorld[1];

  @BeforeAll
  static void start(@TempDir Path folder) {
    WORLD[0] = AdminWorld.start(folder);
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  private static AdminWorld world() {
    return Objects.requireNonNull(WORLD[0]);
  }

  private static AdminAnswer signedIn(AdminClient client, String name) {
    AdminAnswer adminAnswer = client.signIn(name, AdminWorld.PASSWORD);
    assertThat(adminAnswer.status()).as(adminAnswer.text()).isEqualTo(200);
    return adminAnswer;
  }

  private static String cookie(AdminAnswer signIn) {
    String line = signIn.header("set-cookie");
    return line.substring(0, line.indexOf(';'));
  }

  @Test
  void cookie_isOutOfReachOfScriptsAndOtherSites() {
    String name = world().name();
    world().user(name);
    String cookie = signedIn(world().stranger(), name).header("set-cookie");
    assertThat(cookie)
        .startsWith("compresh_session=")
        .contains("; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=")
        .doesNotContain("Domain", "Secure");
  }

  @Test
  void sessionThatWasThereBefore_isOverAfterSignIn() {
    String name = world().name();
    world().user(name);
    AdminClient client = world().stranger();
    String first = cookie(signedIn(client, name));
    String second = cookie(signedIn(client, name));
    assertThat(second).isNotEqualTo(first);
    assertThat(world().stranger().get("/admin/v1/me", "cookie", first).status()).isEqualTo(401);
    assertThat(world().stranger().get("/admin/v1/me", "cookie", second).status()).isEqualTo(200);
  }

  @Test
  void tokenThatSomebodyChose_isNoSession() {
    String chosen = "compresh_session=" + "a".repeat(44);
    String name = world().name();
    world().user(name);
    String body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, AdminWorld.PASSWORD);
    AdminAnswer adminAnswer = world().stranger().post("/admin/v1/sign-in", body, "cookie", chosen);
    assertThat(cookie(adminAnswer)).isNotEqualTo(chosen);
    assertThat(world().stranger().get("/admin/v1/me", "cookie", chosen).status()).isEqualTo(401);
  }

  @Test
  void change_needsTheCsrfTokenOfThatSession() {
    String name = world().name();
    world().user(name);
    AdminAnswer one = signedIn(world().stranger(), name);
    AdminAnswer other = signedIn(world().stranger(), name);
    String body = "{\"description\":\"x\"}";
    AdminClient bare = world().stranger();
    assertThat(bare.post("/admin/v1/keys", body, "cookie", cookie(one)).status()).isEqualTo(403);
    for (String token : new String[] {"", "x", other.at("/csrf_token")}) {
      AdminAnswer adminAnswer =
          bare.post("/admin/v1/keys", body, "cookie", cookie(one), "x-csrf-token", token);
      assertThat(adminAnswer.at("/error/code")).isEqualTo("csrf_token_invalid");
    }
    AdminAnswer good =
        bare.post(
            "/admin/v1/keys", body, "cookie", cookie(one), "x-csrf-token", one.at("/csrf_token"));
    assertThat(good.status()).isEqualTo(201);
    AdminAnswer foreign =
        bare.post(
            "/admin/v1/keys",
            body,
            "cookie",
            cookie(one),
            "x-csrf-token",
            one.at("/csrf_token"),
            "origin",
            "https://evil.example");
    assertThat(foreign.at("/error/code")).isEqualTo("cross_site");
  }

  @Test
  void passwordChange_endsTheOtherSignIns() {
    String name = world().name();
    world().user(name);
    AdminClient here = world().stranger();
    AdminClient there = world().stranger();
    signedIn(here, name);
    signedIn(there, name);
    String body =
        "{\"current_password\":\"%s\",\"new_password\":\"another good one\"}"
            .formatted(AdminWorld.PASSWORD);
    assertThat(here.post("/admin/v1/password", body).status()).isEqualTo(204);
    assertThat(here.get("/admin/v1/me").status()).isEqualTo(200);
    assertThat(there.get("/admin/v1/me").status()).isEqualTo(401);
    assertThat(there.signIn(name, AdminWorld.PASSWORD).status()).isEqualTo(401);
    assertThat(there.signIn(name, "another good one").status()).isEqualTo(200);
  }

  @Test
  void oneTimePassword_isGoodForChoosingOnesOwnOnly() {
    String name = world().name();
    AdminAnswer made = world().as(Who.OWNER).post("/admin/v1/users", "{\"name\":\"" + name + "\"}");
    AdminClient client = world().stranger();
    assertThat(client.signIn(name, made.at("/one_time_password")).at("/password_change_required"))
        .isEqualTo("true");
    assertThat(client.get("/admin/v1/keys").at("/error/code"))
        .isEqualTo("password_change_required");
    String body =
        "{\"current_password\":\"%s\",\"new_password\":\"%s\"}"
            .formatted(made.at("/one_time_password"), AdminWorld.PASSWORD);
    assertThat(client.post("/admin/v1/password", body).status()).isEqualTo(204);
    assertThat(client.get("/admin/v1/keys").status()).isEqualTo(200);
  }

  @Test
  void deactivatedUser_isSignedOutAndRefusedLikeAnUnknownOne() {
    String name = world().name();
    String id = world().user(name);
    AdminClient client = world().stranger();
    signedIn(client, name);
    String token = client.post("/admin/v1/tokens", "{\"description\":\"t\"}").at("/token");
    String off = "{\"state\":\"deactivated\"}";
    assertThat(world().as(Who.OWNER).call("PATCH", "/admin/v1/users/" + id, off).status())
        .isEqualTo(200);
    assertThat(client.get("/admin/v1/me").status()).isEqualTo(401);
    AdminClient script = world().stranger();
    script.useToken(token);
    assertThat(script.get("/admin/v1/me").status()).isEqualTo(401);
    AdminAnswer refused = world().stranger().signIn(name, AdminWorld.PASSWORD);
    AdminAnswer unknown = world().stranger().signIn(world().name(), AdminWorld.PASSWORD);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).isEqualTo(unknown.text());
  }

  @Test
  void failures_slowDownForKnownAndUnknownNamesAlike() {
    String known = world().name();
    world().user(known);
    for (String name : new String[] {known, world().name()}) {
      AdminClient client = world().stranger();
      for (int i = 0; i < 5; i++) {
        assertThat(client.signIn(name, "wrong " + i).status()).isEqualTo(401);
      }
      // The first pause is a second: a machine that is busy may need another failure.
      AdminAnswer slow = client.signIn(name, "wrong again");
      for (int i = 0; i < 4 && slow.status() != 429; i++) {
        slow = client.signIn(name, "wrong again " + i);
      }
      assertThat(slow.status()).as(name).isEqualTo(429);
      assertThat(Integer.parseInt(slow.header("retry-after"))).isPositive();
      assertThat(slow.at("/error/code")).isEqualTo("too_many_attempts");
    }
  }

  @Test
  void token_doesWhatItsRoleAllowsAndMakesNoOther() {
    AdminAnswer made =
        world()
            .as(Who.ADMIN)
            .post("/admin/v1/tokens", "{\"description\":\"t\",\"role\":\"member\"}");
    AdminClient script = world().stranger();
    script.useToken(made.at("/token"));
    assertThat(made.at("/token")).startsWith("comp_admin_");
    assertThat(script.post("/admin/v1/keys", "{\"description\":\"x\"}").status()).isEqualTo(201);
    assertThat(script.get("/admin/v1/users").status()).isEqualTo(403);
    assertThat(script.post("/admin/v1/tokens", "{\"description\":\"x\"}").at("/error/code"))
        .isEqualTo("session_required");
    AdminAnswer more =
        world()
            .as(Who.MEMBER)
            .post("/admin/v1/tokens", "{\"description\":\"t\",\"role\":\"owner\"}");
    assertThat(more.status()).isEqualTo(400);
    world().as(Who.ADMIN).call("DELETE", "/admin/v1/tokens/" + made.at("/id"), null);
    assertThat(script.get("/admin/v1/me").status()).isEqualTo(401);
  }

  @Test
  void tokenOfTheAdministration_isNoApiKey() {
    AdminAnswer made = world().as(Who.MEMBER).post("/admin/v1/tokens", "{\"description\":\"t\"}");
    assertThat(world().chat(made.at("/token"), "s")).isEqualTo(401);
    AdminClient client = world().stranger();
    client.useToken(RunningProgram.KEY);
    assertThat(client.get("/admin/v1/me").status()).isEqualTo(401);
  }
}

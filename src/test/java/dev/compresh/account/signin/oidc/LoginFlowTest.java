package dev.compresh.account.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.signin.SessionOpening.BrowserOrigin;
import dev.compresh.account.signin.oidc.OidcFixture.StartedFlow;
import dev.compresh.account.signin.oidc.OidcSignIn.CallbackParameters;
import dev.compresh.account.signin.oidc.OidcSignIn.OidcStep;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A sign-in ends in the browser where it began, once, and soon. */
@OnEachStore
class LoginFlowTest {
  private static final OidcStep EXPIRED = new OidcStep.ProviderRefusal(OidcFailure.EXPIRED);

  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  @TempDir private Path folder;

  private OidcFixture world(Database database) {
    return new OidcFixture(database, OidcFixture.members());
  }

  @Test
  void start_asksForACodeWithPkceStateAndNonce() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = world(database);
      StartedFlow flow = world.start("/keys");
      assertThat(flow.query())
          .containsEntry("tenant", "1")
          .containsEntry("response_type", "code")
          .containsEntry("client_id", "compresh")
          .containsEntry("scope", "openid email")
          .containsEntry("code_challenge_method", "S256")
          .containsEntry(
              "redirect_uri", "https://compresh.example.com/admin/v1/sign-in/oidc/callback");
      assertThat(Objects.requireNonNull(flow.query().get("code_challenge"))).hasSize(43);
      assertThat(flow.cookie()).doesNotContain(flow.state(), world.provider.nonce);
      assertThat(world.finish(flow)).isInstanceOf(OidcStep.ProviderSignIn.class);
      assertThat(world.provider.forms)
          .singleElement()
          .asString()
          .contains("code_verifier=", "grant_type=authorization_code", " basic ")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void replayedState_isRefused_andNoCodeIsRedeemed() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = world(database);
      StartedFlow flow = world.start("/keys");
      world.finish(flow);
      assertThat(world.finish(flow)).isEqualTo(EXPIRED);
      assertThat(world.provider.forms).hasSize(1);
      assertThat(world.audited()).first().asString().contains("state was used before");
    }
  }

  @Test
  void replayedCode_isRefused() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = world(database);
      String code = world.code();
      StartedFlow first = world.start("/keys");
      assertThat(world.finish(first.cookie(), first.state(), code))
          .isInstanceOf(OidcStep.ProviderSignIn.class);
      StartedFlow second = world.start("/keys");
      assertThat(world.finish(second.cookie(), second.state(), code))
          .isEqualTo(new OidcStep.ProviderRefusal(OidcFailure.REJECTED));
    }
  }

  @Test
  void anotherBrowser_noCookieOrAnotherState_isRefused() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = world(database);
      StartedFlow mine = world.start("/keys");
      StartedFlow others = world.start("/keys");
      for (@Nullable String cookie :
          new @Nullable String[] {null, "", "x", "a.b.c", others.cookie(), mine.cookie() + "."}) {
        assertThat(world.finish(cookie, mine.state(), "c")).as(cookie).isEqualTo(EXPIRED);
      }
      for (@Nullable String state : new @Nullable String[] {null, "", others.state()}) {
        assertThat(world.finish(mine.cookie(), state, "c")).as(state).isEqualTo(EXPIRED);
      }
      assertThat(world.provider.forms).isEmpty();
    }
  }

  @Test
  void aCookieWithAnotherStartOrReturnPath_doesNotFitItsState() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = world(database);
      StartedFlow flow = world.start("/keys");
      String[] parts = flow.cookie().split("\\.", -1);
      long started = Long.parseLong(parts[1]);
      world.advance(Duration.ofMinutes(11));
      assertThat(world.finish(flow)).isEqualTo(EXPIRED);
      String later = parts[0] + "." + (started + 660_000) + "." + parts[2];
      assertThat(world.finish(later, flow.state(), "c")).isEqualTo(EXPIRED);
    }
  }

  @Test
  void tenMinutes_areTheLongest() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = world(database);
      StartedFlow flow = world.start("/keys");
      world.advance(Duration.ofSeconds(599));
      assertThat(world.finish(flow)).isInstanceOf(OidcStep.ProviderSignIn.class);
      StartedFlow late = world.start("/keys");
      world.advance(Duration.ofMinutes(10));
      assertThat(world.finish(late)).isEqualTo(EXPIRED);
    }
  }

  @Test
  void answerOfAnotherIssuer_andErrors_areNoSignIn() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = world(database);
      StartedFlow mixed = world.start("/");
      BrowserOrigin origin = new BrowserOrigin("192.0.2.1", "test", null);
      assertThat(
              world.signIn.finish(
                  new CallbackParameters("c", mixed.state(), null, "https://evil.example"),
                  mixed.cookie(),
                  origin))
          .isEqualTo(new OidcStep.ProviderRefusal(OidcFailure.REJECTED));
      StartedFlow ended = world.start("/");
      assertThat(
              world.signIn.finish(
                  new CallbackParameters(null, ended.state(), "access_denied", null),
                  ended.cookie(),
                  origin))
          .isEqualTo(new OidcStep.ProviderRefusal(OidcFailure.CANCELLED));
      assertThat(world.provider.forms).isEmpty();
    }
  }

  @Test
  void returnPath_neverLeadsToAnotherSite() {
    for (String bad :
        new String[] {
          "//evil.example",
          "/\\evil.example",
          "https://evil.example",
          "evil",
          "",
          "/x\r\nset-cookie: a=b",
          "/..//evil.example",
          "/%0d%0a\n",
          "/x#y",
          "/admin/v1/sign-out/oidc",
          "/" + "x".repeat(500),
          "/ä",
          "javascript:alert(1)"
        }) {
      assertThat(ReturnPath.checked(bad)).as(bad).isEqualTo("/");
    }
    assertThat(ReturnPath.checked(null)).isEqualTo("/");
    for (String good : new String[] {"/", "/keys", "/usage?period=7d&tag=a%3Db"}) {
      assertThat(ReturnPath.checked(good)).isEqualTo(good);
    }
  }

  @Test
  void returnPath_comesBackAfterSignIn() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = world(database);
      OidcStep step = world.finish(world.start("/usage?period=7d"));
      assertThat(((OidcStep.ProviderSignIn) step).returnPath()).isEqualTo("/usage?period=7d");
      OidcStep evil = world.finish(world.start("//evil.example"));
      assertThat(((OidcStep.ProviderSignIn) evil).returnPath()).isEqualTo("/");
    }
  }
}

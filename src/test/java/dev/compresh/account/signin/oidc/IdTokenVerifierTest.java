package dev.compresh.account.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.compresh.account.signin.oidc.OidcSignIn.OidcStep;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Tokens that are not good sign nobody in, whatever is wrong with them. */
@OnEachStore
class IdTokenVerifierTest {
  private static final OidcStep REJECTED = new OidcStep.ProviderRefusal(OidcFailure.REJECTED);

  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  @TempDir private Path folder;

  @Test
  void tokensWithOneWrongClaim_areRejected() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      Date past = Date.from(world.provider.now.minusSeconds(61));
      Date future = Date.from(world.provider.now.plusSeconds(62));
      Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = new LinkedHashMap<>();
      wrong.put("another audience", b -> b.audience("other-app"));
      wrong.put("no audience", b -> b.audience((String) null));
      wrong.put("several audiences without azp", b -> b.audience(List.of("compresh", "other")));
      wrong.put("azp of another party", b -> b.claim("azp", "other"));
      wrong.put("azp that is no text", b -> b.claim("azp", List.of("compresh")));
      wrong.put("unknown issuer", b -> b.issuer("https://login.example.org"));
      wrong.put("issuer with a slash", b -> b.issuer("https://login.example.com/"));
      wrong.put("no issuer", b -> b.issuer(null));
      wrong.put("expired", b -> b.expirationTime(past));
      wrong.put("without an end", b -> b.expirationTime(null));
      wrong.put("not valid yet", b -> b.notBeforeTime(future));
      wrong.put("issued in the future", b -> b.issueTime(future));
      wrong.put("issued long ago", b -> b.issueTime(Date.from(Instant.EPOCH)));
      wrong.put("without a time of issue", b -> b.issueTime(null));
      wrong.put("wrong nonce", b -> b.claim("nonce", "of another browser"));
      wrong.put("no nonce", b -> b.claim("nonce", null));
      wrong.put("no subject", b -> b.subject(null));
      wrong.put("blank subject", b -> b.subject(" "));
      wrong.put("endless subject", b -> b.subject("x".repeat(256)));
      wrong.forEach(
          (name, change) -> {
            world.provider.change = change;
            assertThat(world.signIn()).as(name).isEqualTo(REJECTED);
          });
      world.provider.change =
          b -> b.audience(List.of("other", "compresh")).claim("azp", "compresh");
      assertThat(world.signIn()).isInstanceOf(OidcStep.ProviderSignIn.class);
    }
  }

  @Test
  void clocksThatDifferALittle_doNoHarm() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      Date soon = Date.from(world.provider.now.plusSeconds(59));
      world.provider.change = b -> b.issueTime(soon).notBeforeTime(soon);
      assertThat(world.signIn()).isInstanceOf(OidcStep.ProviderSignIn.class);
      Date justOver = Date.from(world.provider.now.minusSeconds(59));
      world.provider.change = b -> b.expirationTime(justOver);
      assertThat(world.signIn()).isInstanceOf(OidcStep.ProviderSignIn.class);
    }
  }

  @Test
  void unsignedTokens_andThoseSignedWithThePublicKey_areRejected() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      for (String algorithm : new String[] {"none", "HS256"}) {
        world.provider.algorithm = algorithm;
        assertThat(world.signIn()).as(algorithm).isEqualTo(REJECTED);
      }
      for (String algorithm : new String[] {"RS256", "RS512", "PS256"}) {
        world.provider.algorithm = algorithm;
        assertThat(world.signIn()).as(algorithm).isInstanceOf(OidcStep.ProviderSignIn.class);
      }
    }
  }

  @Test
  void tokenOfAKeyThatIsNotTheProviders_isRejected() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      world.provider.key = SignedTokenProvider.key("one");
      assertThat(world.signIn()).isEqualTo(REJECTED);
    }
  }

  @Test
  void rotatedKeys_areFetched_andOldOnesAreNoLongerGood() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      world.signedIn();
      world.signedIn();
      assertThat(world.provider.keyFetches).isEqualTo(1);
      var old = world.provider.key;
      world.provider.key = SignedTokenProvider.key("two");
      world.provider.published = List.of(world.provider.key);
      world.advance(Duration.ofMinutes(1));
      world.signedIn();
      assertThat(world.provider.keyFetches).isEqualTo(2);
      world.provider.key = old;
      assertThat(world.signIn()).isInstanceOf(OidcStep.ProviderRefusal.class);
    }
  }

  @Test
  void unknownKeys_doNotMakeUsAskTheProviderAgainAndAgain() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      world.signedIn();
      world.provider.key = SignedTokenProvider.key("unknown");
      for (int i = 0; i < 10; i++) {
        assertThat(world.signIn()).isInstanceOf(OidcStep.ProviderRefusal.class);
      }
      assertThat(world.provider.keyFetches).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void aProviderThatIsAway_orAnothersDocument_signsNobodyIn() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      String good = world.provider.discovery;
      world.provider.discovery = good.replace("login.example.com\",", "login.example.org\",");
      assertThat(world.signIn.start("/"))
          .isEqualTo(new OidcStep.ProviderRefusal(OidcFailure.REJECTED));
      world.provider.discovery = good.replace("https://login.example.com/token", "http://x/token");
      world.advance(Duration.ofMinutes(1));
      assertThat(world.signIn.start("/"))
          .isEqualTo(new OidcStep.ProviderRefusal(OidcFailure.UNAVAILABLE));
      world.provider.discovery = good;
      world.advance(Duration.ofMinutes(1));
      OidcFixture.StartedFlow flow = world.start("/");
      world.provider.isAway = true;
      assertThat(world.finish(flow))
          .isEqualTo(new OidcStep.ProviderRefusal(OidcFailure.UNAVAILABLE));
      world.advance(Duration.ofHours(2));
      world.provider.isAway = false;
      world.signedIn();
    }
  }
}

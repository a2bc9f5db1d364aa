package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Authentication.AcceptedKey;
import dev.compresh.account.Authentication.AmbiguousKeys;
import dev.compresh.account.Authentication.AuthenticationUnavailable;
import dev.compresh.account.Authentication.DeactivatedKey;
import dev.compresh.account.Authentication.RejectedKey;
import dev.compresh.account.Authentication.RejectionReason;
import dev.compresh.await.ChangeWait;
import dev.compresh.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest extends AccountTest {
  private static final String STRANGER = "comp_000000000abcdefghijklmnopqr";

  private Authentication with(String... headers) {
    return authenticator.authenticate(Headers.of(headers));
  }

  private Authentication bearer(String key) {
    return with("Authorization", "Bearer " + key);
  }

  @Test
  void bothHeaders_areTaken() {
    String secret = key().secret();
    assertThat(bearer(secret)).isInstanceOf(AcceptedKey.class);
    assertThat(with("authorization", "bearer   " + secret + " ")).isInstanceOf(AcceptedKey.class);
    assertThat(with("X-Api-Key", secret)).isInstanceOf(AcceptedKey.class);
  }

  @Test
  void whereBothAreSent_theOneThatIsOursCounts() {
    IssuedKey one = key();
    assertThat(with("authorization", "Bearer dummy", "x-api-key", one.secret()))
        .isEqualTo(new AcceptedKey(one.key()));
    assertThat(with("x-api-key", "dummy", "authorization", "Bearer " + one.secret()))
        .isEqualTo(new AcceptedKey(one.key()));
    assertThat(with("authorization", "Bearer sk-other", "x-api-key", one.secret()))
        .isEqualTo(new AcceptedKey(one.key()));
    assertThat(with("authorization", "Bearer sk-other", "x-compresh-key", one.secret()))
        .isEqualTo(new AcceptedKey(one.key()));
  }

  @Test
  void oneKeyInSeveralHeaders_isTaken() {
    IssuedKey one = key();
    String[] all = {
      "authorization",
      "Bearer " + one.secret(),
      "x-api-key",
      one.secret(),
      "x-compresh-key",
      one.secret(),
      "x-goog-api-key",
      one.secret()
    };
    assertThat(with(all)).isEqualTo(new AcceptedKey(one.key()));
    assertThat(authenticator.authenticate(Headers.of(all), "alt=sse&key=" + one.secret()))
        .isEqualTo(new AcceptedKey(one.key()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-api-key", "x-compresh-key", "x-goog-api-key", "X-API-Key"})
  void twoDifferentKeys_areRefusedWhicheverIsGood(String header) {
    String good = key().secret();
    for (String other : List.of(key().secret(), STRANGER, "comp_no key")) {
      assertThat(with("authorization", "Bearer " + good, header, other))
          .isEqualTo(new AmbiguousKeys(false));
      assertThat(with(header, other, "authorization", "Bearer " + good))
          .isEqualTo(new AmbiguousKeys(false));
    }
  }

  @Test
  void anotherKeyInTheQuery_isRefused() {
    Headers headers = Headers.of("authorization", "Bearer " + key().secret());
    for (String query : List.of("key=" + STRANGER, "a=b&key=comp%5F" + STRANGER.substring(5))) {
      assertThat(authenticator.authenticate(headers, query)).isEqualTo(new AmbiguousKeys(false));
    }
    for (String query : List.of("key=AIzaSomething", "monkey=" + STRANGER, "key=%zz", "key", "&")) {
      assertThat(authenticator.authenticate(headers, query)).isInstanceOf(AcceptedKey.class);
    }
  }

  @Test
  void theSameHeaderTwice_withDifferentKeys_isRefused() {
    assertThat(with("x-api-key", key().secret(), "x-api-key", key().secret()))
        .isEqualTo(new AmbiguousKeys(false));
  }

  @Test
  void authorizationTwice_isRefusedEvenWhereItIsTheSame() {
    String good = "Bearer " + key().secret();
    assertThat(with("authorization", good, "Authorization", good))
        .isEqualTo(new AmbiguousKeys(true));
    assertThat(with("authorization", good, "authorization", "Bearer dummy"))
        .isEqualTo(new AmbiguousKeys(true));
  }

  @Test
  void missingMalformedUnknownAndWrong_areRejected() {
    String secret = key().secret();
    String wrong = secret.substring(0, 31) + (secret.endsWith("x") ? "y" : "x");
    assertThat(with()).isEqualTo(new RejectedKey(RejectionReason.MISSING));
    assertThat(with("authorization", "")).isEqualTo(new RejectedKey(RejectionReason.MALFORMED));
    assertThat(bearer("sk-live")).isEqualTo(new RejectedKey(RejectionReason.MALFORMED));
    assertThat(with("authorization", "Basic " + secret))
        .isEqualTo(new RejectedKey(RejectionReason.MALFORMED));
    assertThat(bearer(STRANGER)).isEqualTo(new RejectedKey(RejectionReason.UNKNOWN));
    assertThat(bearer(wrong)).isEqualTo(new RejectedKey(RejectionReason.WRONG_SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"' OR 1=1 --", "comp_' OR '1'='1' -- abcdefghijk", "comp_%%%%%%%%%"})
  void charactersOfSql_meanNothing(String key) {
    assertThat(bearer(key)).isEqualTo(new RejectedKey(RejectionReason.MALFORMED));
    assertThat(with("x-api-key", key)).isEqualTo(new RejectedKey(RejectionReason.MALFORMED));
  }

  @Test
  void aKey_endsAtItsExpiryWithoutGrace() {
    Instant end = now.get().plusSeconds(60);
    String secret = key(new KeyOptions("k", end, 0, null, null, List.of())).secret();
    pass(Duration.ofMillis(59_999));
    assertThat(bearer(secret)).isInstanceOf(AcceptedKey.class);
    pass(Duration.ofMillis(1));
    assertThat(bearer(secret)).isEqualTo(new RejectedKey(RejectionReason.EXPIRED));
  }

  @Test
  void revoked_isRejectedAtOnceAndForGood() {
    IssuedKey issued = key();
    assertThat(bearer(issued.secret())).isInstanceOf(AcceptedKey.class);
    keys.revoke(issued.key().id());
    assertThat(bearer(issued.secret())).isEqualTo(new RejectedKey(RejectionReason.REVOKED));
    keys.activate(issued.key().id());
    keys.edit(issued.key().id(), KeyOptions.named("again"));
    assertThat(bearer(issued.secret())).isEqualTo(new RejectedKey(RejectionReason.REVOKED));
  }

  @Test
  void deactivated_isToldAndComesBack() {
    IssuedKey issued = key();
    keys.deactivate(issued.key().id());
    assertThat(bearer(issued.secret())).isInstanceOf(DeactivatedKey.class);
    keys.activate(issued.key().id());
    assertThat(bearer(issued.secret())).isInstanceOf(AcceptedKey.class);
  }

  @Test
  void aDeactivatedOrgOrUser_deactivatesItsKeys() {
    IssuedKey issued = key();
    for (String table : List.of("org", "app_user")) {
      keys.change(handle -> handle.execute("UPDATE " + table + " SET state = 'DEACTIVATED'"));
      assertThat(bearer(issued.secret())).isInstanceOf(DeactivatedKey.class);
      keys.change(handle -> handle.execute("UPDATE " + table + " SET state = 'ACTIVE'"));
      assertThat(bearer(issued.secret())).isInstanceOf(AcceptedKey.class);
    }
  }

  @Test
  void aWrongSecret_learnsNothingOfTheKeysState() {
    IssuedKey issued = key();
    keys.deactivate(issued.key().id());
    String wrong = issued.secret().substring(0, 14) + "0".repeat(18);
    assertThat(bearer(wrong)).isEqualTo(new RejectedKey(RejectionReason.WRONG_SECRET));
  }

  @Test
  void aKeyMadeAfterItWasAskedFor_isGoodAtOnce() {
    assertThat(bearer(STRANGER)).isInstanceOf(RejectedKey.class);
    new Bootstrap(database, keys, clock).run(STRANGER);
    assertThat(bearer(STRANGER)).isInstanceOf(AcceptedKey.class);
  }

  @Test
  void aStoreThatIsDown_isUnavailableAndNeverARejection() {
    IssuedKey seen = key();
    IssuedKey unseen = key();
    ChangeWait.seenBy(database);
    assertThat(bearer(seen.secret())).isInstanceOf(AcceptedKey.class);
    lastUse.close();
    database.close();
    assertThat(bearer(unseen.secret())).isInstanceOf(AuthenticationUnavailable.class);
    assertThat(bearer(STRANGER)).isInstanceOf(AuthenticationUnavailable.class);
    assertThat(bearer(seen.secret())).isInstanceOf(AcceptedKey.class);
  }

  @Test
  void lastUse_isWrittenAndDoesNotMakeTheCacheForget() {
    IssuedKey issued = key();
    bearer(issued.secret());
    pass(Duration.ofSeconds(3));
    bearer(issued.secret());
    lastUse.close();
    assertThat(keys.get(issued.key().id()).orElseThrow().lastUsed()).isEqualTo(now.get());
  }
}

package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Authentication.Accepted;
import dev.compresh.account.Authentication.Ambiguous;
import dev.compresh.account.Authentication.Deactivated;
import dev.compresh.account.Authentication.Reason;
import dev.compresh.account.Authentication.Rejected;
import dev.compresh.account.Authentication.Unavailable;
import dev.compresh.wire.Headers;
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
    assertThat(bearer(secret)).isInstanceOf(Accepted.class);
    assertThat(with("authorization", "bearer   " + secret + " ")).isInstanceOf(Accepted.class);
    assertThat(with("X-Api-Key", secret)).isInstanceOf(Accepted.class);
  }

  @Test
  void whereBothAreSent_theOneThatIsOursCounts() {
    IssuedKey one = key();
    assertThat(with("authorization", "Bearer dummy", "x-api-key", one.secret()))
        .isEqualTo(new Accepted(one.key()));
    assertThat(with("x-api-key", "dummy", "authorization", "Bearer " + one.secret()))
        .isEqualTo(new Accepted(one.key()));
    assertThat(with("authorization", "Bearer sk-other", "x-api-key", one.secret()))
        .isEqualTo(new Accepted(one.key()));
    assertThat(with("authorization", "Bearer sk-other", "x-compresh-key", one.secret()))
        .isEqualTo(new Accepted(one.key()));
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
    assertThat(with(all)).isEqualTo(new Accepted(one.key()));
    assertThat(authenticator.authenticate(Headers.of(all), "alt=sse&key=" + one.secret()))
        .isEqualTo(new Accepted(one.key()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-api-key", "x-compresh-key", "x-goog-api-key", "X-API-Key"})
  void twoDifferentKeys_areRefusedWhicheverIsGood(String header) {
    String good = key().secret();
    for (String other : List.of(key().secret(), STRANGER, "comp_no key")) {
      assertThat(with("authorization", "Bearer " + good, header, other))
          .isEqualTo(new Ambiguous(false));
      assertThat(with(header, other, "authorization", "Bearer " + good))
          .isEqualTo(new Ambiguous(false));
    }
  }

  @Test
  void anotherKeyInTheQuery_isRefused() {
    Headers headers = Headers.of("authorization", "Bearer " + key().secret());
    for (String query : List.of("key=" + STRANGER, "a=b&key=comp%5F" + STRANGER.substring(5))) {
      assertThat(authenticator.authenticate(headers, query)).isEqualTo(new Ambiguous(false));
    }
    for (String query : List.of("key=AIzaSomething", "monkey=" + STRANGER, "key=%zz", "key", "&")) {
      assertThat(authenticator.authenticate(headers, query)).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void theSameHeaderTwice_withDifferentKeys_isRefused() {
    assertThat(with("x-api-key", key().secret(), "x-api-key", key().secret()))
        .isEqualTo(new Ambiguous(false));
  }

  @Test
  void authorizationTwice_isRefusedEvenWhereItIsTheSame() {
    String good = "Bearer " + key().secret();
    assertThat(with("authorization", good, "Authorization", good)).isEqualTo(new Ambiguous(true));
    assertThat(with("authorization", good, "authorization", "Bearer dummy"))
        .isEqualTo(new Ambiguous(true));
  }

  @Test
  void missingMalformedUnknownAndWrong_areRejected() {
    String secret = key().secret();
    String wrong = secret.substring(0, 31) + (secret.endsWith("x") ? "y" : "x");
    assertThat(with()).isEqualTo(new Rejected(Reason.MISSING));
    assertThat(with("authorization", "")).isEqualTo(new Rejected(Reason.MALFORMED));
    assertThat(bearer("sk-live")).isEqualTo(new Rejected(Reason.MALFORMED));
    assertThat(with("authorization", "Basic " + secret)).isEqualTo(new Rejected(Reason.MALFORMED));
    assertThat(bearer(STRANGER)).isEqualTo(new Rejected(Reason.UNKNOWN));
    assertThat(bearer(wrong)).isEqualTo(new Rejected(Reason.WRONG_SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"' OR 1=1 --", "comp_' OR '1'='1' -- abcdefghijk", "comp_%%%%%%%%%"})
  void charactersOfSql_meanNothing(String key) {
    assertThat(bearer(key)).isEqualTo(new Rejected(Reason.MALFORMED));
    assertThat(with("x-api-key", key)).isEqualTo(new Rejected(Reason.MALFORMED));
  }

  @Test
  void aKey_endsAtItsExpiryWithoutGrace() {
    Instant end = now.get().plusSeconds(60);
    String secret = key(new KeyOptions("k", end, 0, null, null, List.of())).secret();
    pass(Duration.ofMillis(59_999));
    assertThat(bearer(secret)).isInstanceOf(Accepted.class);
    pass(Duration.ofMillis(1));
    assertThat(bearer(secret)).isEqualTo(new Rejected(Reason.EXPIRED));
  }

  @Test
  void revoked_isRejectedAtOnceAndForGood() {
    IssuedKey issued = key();
    assertThat(bearer(issued.secret())).isInstanceOf(Accepted.class);
    keys.revoke(issued.key().id());
    assertThat(bearer(issued.secret())).isEqualTo(new Rejected(Reason.REVOKED));
    keys.activate(issued.key().id());
    keys.edit(issued.key().id(), KeyOptions.named("again"));
    assertThat(bearer(issued.secret())).isEqualTo(new Rejected(Reason.REVOKED));
  }

  @Test
  void deactivated_isToldAndComesBack() {
    IssuedKey issued = key();
    keys.deactivate(issued.key().id());
    assertThat(bearer(issued.secret())).isInstanceOf(Deactivated.class);
    keys.activate(issued.key().id());
    assertThat(bearer(issued.secret())).isInstanceOf(Accepted.class);
  }

  @Test
  void aDeactivatedOrgOrUser_deactivatesItsKeys() {
    IssuedKey issued = key();
    for (String table : List.of("org", "app_user")) {
      keys.change(handle -> handle.execute("UPDATE " + table + " SET state = 'DEACTIVATED'"));
      assertThat(bearer(issued.secret())).isInstanceOf(Deactivated.class);
      keys.change(handle -> handle.execute("UPDATE " + table + " SET state = 'ACTIVE'"));
      assertThat(bearer(issued.secret())).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void aWrongSecret_learnsNothingOfTheKeysState() {
    IssuedKey issued = key();
    keys.deactivate(issued.key().id());
    String wrong = issued.secret().substring(0, 14) + "0".repeat(18);
    assertThat(bearer(wrong)).isEqualTo(new Rejected(Reason.WRONG_SECRET));
  }

  @Test
  void aKeyMadeAfterItWasAskedFor_isGoodAtOnce() {
    assertThat(bearer(STRANGER)).isInstanceOf(Rejected.class);
    new FirstStart(database, keys, clock).run(STRANGER);
    assertThat(bearer(STRANGER)).isInstanceOf(Accepted.class);
  }

  @Test
  void aStoreThatIsDown_isUnavailableAndNeverARejection() {
    IssuedKey seen = key();
    IssuedKey unseen = key();
    assertThat(bearer(seen.secret())).isInstanceOf(Accepted.class);
    lastUse.close();
    database.close();
    assertThat(bearer(unseen.secret())).isInstanceOf(Unavailable.class);
    assertThat(bearer(STRANGER)).isInstanceOf(Unavailable.class);
    assertThat(bearer(seen.secret())).isInstanceOf(Accepted.class);
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

package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Authentication.AcceptedKey;
import dev.compresh.account.Authentication.RejectedKey;
import dev.compresh.await.EventualAssertion;
import dev.compresh.http.Headers;
import dev.compresh.store.Database;
import org.junit.jupiter.api.Test;

/** What another process does to keys is seen by this one, which has them in its cache. */
class TwoProcessesTest extends AccountTest {

  private Authentication bearer(String secret) {
    return authenticator.authenticate(Headers.of("authorization", "Bearer " + secret));
  }

  private void comes(String secret, Class<? extends Authentication> expected) throws Exception {
    EventualAssertion.holds(() -> assertThat(bearer(secret)).isInstanceOf(expected));
  }

  @Test
  void aKeyRevokedElsewhere_isRefused() throws Exception {
    IssuedKey issued = key();
    assertThat(bearer(issued.secret())).isInstanceOf(AcceptedKey.class);
    try (Database other = engine.open(folder)) {
      new KeyDirectory(other, clock).revoke(issued.key().id());
      comes(issued.secret(), RejectedKey.class);
    }
  }

  @Test
  void aKeyMadeElsewhere_isGoodThoughItWasRefusedBefore() throws Exception {
    String secret = "comp_elsewhere000000000000000000";
    assertThat(bearer(secret)).isInstanceOf(RejectedKey.class);
    try (Database other = engine.open(folder)) {
      new Bootstrap(other, new KeyDirectory(other, clock), clock).run(secret);
      comes(secret, AcceptedKey.class);
    }
  }
}

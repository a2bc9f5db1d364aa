package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Authentication.Accepted;
import dev.compresh.account.Authentication.Rejected;
import dev.compresh.await.Eventually;
import dev.compresh.store.Database;
import dev.compresh.wire.Headers;
import org.junit.jupiter.api.Test;

/** What another process does to keys is seen by this one, which has them in its cache. */
class TwoProcessesTest extends AccountTest {

  private Authentication bearer(String secret) {
    return authenticator.authenticate(Headers.of("authorization", "Bearer " + secret));
  }

  private void comes(String secret, Class<? extends Authentication> expected) throws Exception {
    Eventually.holds(() -> assertThat(bearer(secret)).isInstanceOf(expected));
  }

  @Test
  void aKeyRevokedElsewhere_isRefused() throws Exception {
    IssuedKey issued = key();
    assertThat(bearer(issued.secret())).isInstanceOf(Accepted.class);
    try (Database other = Database.open(folder)) {
      new Keys(other, clock).revoke(issued.key().id());
      comes(issued.secret(), Rejected.class);
    }
  }

  @Test
  void aKeyMadeElsewhere_isGoodThoughItWasRefusedBefore() throws Exception {
    String secret = "comp_elsewhere000000000000000000";
    assertThat(bearer(secret)).isInstanceOf(Rejected.class);
    try (Database other = Database.open(folder)) {
      new FirstStart(other, new Keys(other, clock), clock).run(secret);
      comes(secret, Accepted.class);
    }
  }
}

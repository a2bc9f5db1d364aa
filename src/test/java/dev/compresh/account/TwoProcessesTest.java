package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Authentication.Accepted;
import dev.compresh.account.Authentication.Rejected;
import dev.compresh.store.Database;
import dev.compresh.wire.Headers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What another process does to keys is seen by this one, which has them in its cache. */
class TwoProcessesTest extends AccountTest {

  private Authentication bearer(String secret) {
    return authenticator.authenticate(Headers.of("authorization", "Bearer " + secret));
  }

  private boolean withinASecond(String secret, Class<? extends Authentication> expected)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (System.nanoTime() < deadline) {
      if (expected.isInstance(bearer(secret))) {
        return true;
      }
      Thread.sleep(5);
    }
    return expected.isInstance(bearer(secret));
  }

  @Test
  void aKeyRevokedElsewhere_isRefusedWithinASecond() throws Exception {
    IssuedKey issued = key();
    assertThat(bearer(issued.secret())).isInstanceOf(Accepted.class);
    try (Database other = Database.open(folder)) {
      new Keys(other, clock).revoke(issued.key().id());
      assertThat(withinASecond(issued.secret(), Rejected.class)).isTrue();
    }
  }

  @Test
  void aKeyMadeElsewhere_isGoodWithinASecondThoughItWasRefusedBefore() throws Exception {
    String secret = "comp_elsewhere000000000000000000";
    assertThat(bearer(secret)).isInstanceOf(Rejected.class);
    try (Database other = Database.open(folder)) {
      new FirstStart(other, new Keys(other, clock), clock).run(secret);
      assertThat(withinASecond(secret, Accepted.class)).isTrue();
    }
  }
}

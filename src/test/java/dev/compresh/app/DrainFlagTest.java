package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.HealthAnswers;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Readiness says why it isn't. */
final class DrainFlagTest {
  private final AtomicBoolean usable = new AtomicBoolean(true);
  private final AtomicBoolean storing = new AtomicBoolean(true);
  private final DrainFlag drainFlag = new DrainFlag(usable::get, storing::get);
  private final HealthAnswers health = new HealthAnswers("1", drainFlag);

  private void expect(int status, String body) {
    LocalReply localReply = health.ready();
    assertThat(localReply.status()).isEqualTo(status);
    assertThat(new String(localReply.body(), StandardCharsets.UTF_8)).isEqualTo(body);
  }

  @Test
  void ready_isSaidWithoutAReason() {
    expect(200, "{\"status\":\"ok\",\"version\":\"1\"}");
  }

  @Test
  void aStoreThatDoesNotAnswer() {
    usable.set(false);
    expect(503, "{\"status\":\"unavailable\",\"reason\":\"store_unavailable\",\"version\":\"1\"}");
  }

  @Test
  void usageThatIsNotStored_andItsRecovery() {
    storing.set(false);
    expect(503, "{\"status\":\"unavailable\",\"reason\":\"usage_not_stored\",\"version\":\"1\"}");
    storing.set(true);
    expect(200, "{\"status\":\"ok\",\"version\":\"1\"}");
  }

  @Test
  void aStop_comesBeforeAllElse() {
    usable.set(false);
    drainFlag.begin();
    expect(503, "{\"status\":\"unavailable\",\"reason\":\"shutting_down\",\"version\":\"1\"}");
  }
}

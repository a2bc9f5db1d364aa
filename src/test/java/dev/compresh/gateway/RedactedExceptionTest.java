package dev.compresh.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A fault of the program is logged, and nothing of what was sent. */
final class RedactedExceptionTest {
  private static final String CANARY = "zebra-canary";

  @Test
  void aFaultThatQuotesThePrompt_isLoggedWithoutItsMessage() throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger(HttpExchange.class);
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    log.addAppender(seen);
    try (GatewayFixture gateway = new GatewayFixture(1)) {
      gateway.beforeForward =
          () -> {
            throw new IllegalStateException(CANARY, new NumberFormatException("in: " + CANARY));
          };
      assertThat(gateway.post("{}").status()).isEqualTo(500);
    } finally {
      log.detachAppender(seen);
    }
    assertThat(seen.list).hasSize(1);
    ILoggingEvent event = seen.list.getFirst();
    String told =
        event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
    assertThat(told)
        .contains("req_", "IllegalStateException", "NumberFormatException", "RedactedExceptionTest")
        .doesNotContain(CANARY);
  }

  @Test
  void causesThatBiteTheirTail_end() {
    Exception one = new Exception("one");
    Exception other = new Exception("other", one);
    one.initCause(other);
    int depth = 0;
    for (Throwable at = RedactedException.of(one); at != null; at = at.getCause()) {
      depth++;
    }
    assertThat(depth).isEqualTo(9);
  }
}

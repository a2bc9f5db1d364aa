package dev.compresh.gateway.upstream;

import dev.compresh.gateway.upstream.AnswerListener.CallFailure;
import dev.compresh.proxy.ProviderTarget;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what is wrong with the way to a provider: one line, one a second at most. */
final class ConnectFailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectFailureLog.class);
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  /** What only people can mend; the rest shows in metrics and in the access log. */
  private static final Set<CallFailure> SAID =
      EnumSet.of(
          CallFailure.UNTRUSTED_CERTIFICATE,
          CallFailure.EXPIRED_CERTIFICATE,
          CallFailure.OTHER_NAME,
          CallFailure.TLS_REFUSED,
          CallFailure.OWN_CERTIFICATE,
          CallFailure.PROXY_UNREACHABLE,
          CallFailure.PROXY_CREDENTIALS,
          CallFailure.PROXY_REFUSED);

  private final AtomicLong logged = new AtomicLong(System.nanoTime() - PAUSE);

  /**
   * Logs it.
   *
   * @param detail more about it, without anything secret; empty for nothing
   */
  void failed(ProviderTarget target, CallFailure callFailure, String detail) {
    long now = System.nanoTime();
    long last = logged.get();
    if (SAID.contains(callFailure) && now - last >= PAUSE && logged.compareAndSet(last, now)) {
      LOG.warn(
          "the provider {} ({}:{}) can't be reached: {}{}",
          target.provider(),
          target.host(),
          target.port(),
          callFailure.reason(),
          detail.isEmpty() ? "" : " (" + detail + ")");
    }
  }
}

package dev.compresh.pipeline;

import dev.compresh.compress.CompressionMode;
import dev.compresh.session.SessionKey;
import dev.compresh.usage.ServedSessions;
import dev.compresh.wire.ThinkingBinding;

/**
 * Tells from usage events how a session was served of which no ledger is left: an older version
 * served it, or the ledger was lost.
 */
public final class EarlierUsage implements EarlierTraffic {
  private final ServedSessions sessions;

  public EarlierUsage(ServedSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Served of(SessionKey session) {
    boolean any = false;
    boolean bound = false;
    boolean compressed = false;
    for (ServedSessions.Served served : sessions.of(session.keyId(), session.id())) {
      any = true;
      if (ThinkingBinding.appliesTo(served.model())) {
        bound = true;
        boolean raw = CompressionMode.named(served.mode()).map(CompressionMode::isRaw).orElse(false);
        compressed |= !raw;
        boolean lossless = served.mode().equals(CompressionMode.LOSSLESS.label());
        if (!served.recorded() && !lossless && !raw) {
          return Served.REWRITTEN;
        }
      }
    }
    // Blocks of older models are bound to nothing.
    return any && (compressed || !bound) ? Served.AS_PLANNED : Served.RAW;
  }
}

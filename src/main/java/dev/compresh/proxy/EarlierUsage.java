package dev.compresh.proxy;

import dev.compresh.compression.CompressionMode;
import dev.compresh.dialect.ThinkingBinding;
import dev.compresh.session.SessionKey;
import dev.compresh.usage.ServedSessions;

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
  public ServedState lookUp(SessionKey session) {
    boolean any = false;
    boolean bound = false;
    boolean compressed = false;
    for (ServedSessions.ServedSession servedSession :
        sessions.find(session.keyId(), session.id())) {
      any = true;
      if (ThinkingBinding.appliesTo(servedSession.model())) {
        bound = true;
        boolean raw =
            CompressionMode.named(servedSession.mode()).map(CompressionMode::isRaw).orElse(false);
        compressed |= !raw;
        boolean lossless = servedSession.mode().equals(CompressionMode.LOSSLESS.label());
        if (!servedSession.recorded() && !lossless && !raw) {
          return ServedState.REWRITTEN;
        }
      }
    }
    // Blocks of older models are bound to nothing.
    return any && (compressed || !bound) ? ServedState.AS_PLANNED : ServedState.RAW;
  }
}

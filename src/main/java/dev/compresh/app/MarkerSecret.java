package dev.compresh.app;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.config.Config;
import dev.compresh.config.Secret;
import dev.compresh.config.SecurityConfig;
import dev.compresh.session.Session;
import dev.compresh.session.SessionReports;
import dev.compresh.store.StoreException;
import dev.compresh.store.seal.InstallationSecret;
import dev.compresh.store.seal.KeyFault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses what signs the markers in forwarded texts: the configured secret, else one of this
 * installation's own. An installation that has run without one gets it at a start at which no
 * provider's cache can hold its conversations any more, so that no prefix is written again for it.
 */
public final class MarkerSecret {
  public static final String PURPOSE = "marker";

  private static final Logger LOG = LoggerFactory.getLogger(MarkerSecret.class);

  /** No provider's cache lives longer than this. */
  private static final Duration CACHED = Duration.ofHours(2);

  private MarkerSecret() {}

  public static ElisionMarkers markers(
      Config config, InstallationSecret own, SessionReports sessions, InstantSource clock) {
    if (config.security().markerSecret() != null) {
      return configured(config.security());
    }
    try {
      String secret = own.get();
      if (secret == null && isIdle(sessions, clock)) {
        secret = own.make();
      }
      return secret == null ? ElisionMarkers.DEFAULT : ElisionMarkers.of(secret);
    } catch (KeyFault | StoreException e) {
      LOG.warn(
          "Markers in forwarded texts are signed with the public default secret: this installation's"
              + " own secret can't be read. {}",
          e.getMessage());
      return ElisionMarkers.DEFAULT;
    }
  }

  /**
   * Returns the markers that {@code security} names, or those of an installation without a secret.
   */
  public static ElisionMarkers configured(SecurityConfig security) {
    Secret secret = security.markerSecret();
    return secret == null ? ElisionMarkers.DEFAULT : ElisionMarkers.of(secret.reveal());
  }

  private static boolean isIdle(SessionReports sessions, InstantSource clock) {
    List<Session> last = sessions.recent(null, 1);
    return last.isEmpty()
        || Duration.between(last.getFirst().use().last(), clock.instant()).compareTo(CACHED) > 0;
  }
}

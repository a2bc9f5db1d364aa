package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionReports;
import dev.compresh.session.SessionUse;
import dev.compresh.session.Sessions;
import dev.compresh.session.StateSeal;
import dev.compresh.store.Database;
import dev.compresh.store.seal.InstallationSecret;
import dev.compresh.store.seal.KeyRotation;
import dev.compresh.store.seal.Keyring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What signs markers is one installation's own, and stays the same. */
class MarkerSecretTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir private Path folder;

  private Path key = Path.of("none");

  private String marker(Path data, Map<String, String> environment, Instant now) throws Exception {
    key = folder.resolve("master.key");
    Config config = new ConfigLoader(environment, folder).load(Map.of(), null);
    try (Database database = Database.open(data)) {
      Keyring keyring = new Keyring(database, null, key);
      ElisionMarkers elisionMarkers =
          MarkerSecret.markers(
              config,
              new InstallationSecret(database, keyring, MarkerSecret.PURPOSE),
              new SessionReports(database, new StateSeal(keyring)),
              () -> now);
      return elisionMarkers.mark("2 lines same as above");
    }
  }

  private String marker(String data) throws Exception {
    return marker(folder.resolve(data), Map.of(), NOON);
  }

  private void use(String data, Instant time) throws Exception {
    try (Database database = Database.open(folder.resolve(data));
        Sessions sessions =
            new Sessions(
                database,
                new StateSeal(new Keyring(database, null, folder.resolve("master.key"))),
                () -> time)) {
      sessions.note(new SessionKey("k", "s"), SessionUse.once("org", time, 1, 1, 1, 0));
    }
  }

  @Test
  void everyInstallation_hasItsOwnAndKeepsIt() throws Exception {
    String one = marker("one");
    assertThat(marker("one")).isEqualTo(one);
    assertThat(marker("two")).isNotEqualTo(one);
    assertThat(one).isNotEqualTo(ElisionMarkers.DEFAULT.mark("2 lines same as above"));
  }

  @Test
  void aConfiguredOne_goesFirst() throws Exception {
    Map<String, String> configured = Map.of("COMPRESH_MARKER_SECRET", "said so");
    assertThat(marker(folder.resolve("one"), configured, NOON))
        .isEqualTo(ElisionMarkers.of("said so").mark("2 lines same as above"));
  }

  @Test
  void conversationsUnderWay_areNotWrittenAnotherWay() throws Exception {
    use("one", NOON.minus(Duration.ofMinutes(30)));
    assertThat(marker("one")).isEqualTo(ElisionMarkers.DEFAULT.mark("2 lines same as above"));
    String later = marker(folder.resolve("one"), Map.of(), NOON.plus(Duration.ofHours(2)));
    assertThat(later).isNotEqualTo(ElisionMarkers.DEFAULT.mark("2 lines same as above"));
    use("one", NOON.plus(Duration.ofHours(2)));
    assertThat(marker(folder.resolve("one"), Map.of(), NOON.plus(Duration.ofHours(2))))
        .isEqualTo(later);
  }

  @Test
  void aKeyThatIsGone_stopsNothing() throws Exception {
    marker("one");
    java.nio.file.Files.delete(key);
    assertThat(marker("one")).isEqualTo(ElisionMarkers.DEFAULT.mark("2 lines same as above"));
  }

  @Test
  void aChangeOfTheMasterKey_keepsIt() throws Exception {
    String before = marker("one");
    try (Database database = Database.open(folder.resolve("one"))) {
      Keyring keyring = new Keyring(database, null, key);
      KeyRotation.RotationReport rotationReport =
          new KeyRotation(keyring, List.of(InstallationSecret.sealedTable())).run(null);
      assertThat(rotationReport.resealed()).isEqualTo(1);
    }
    assertThat(marker("one")).isEqualTo(before);
  }
}

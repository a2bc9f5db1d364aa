package dev.compresh.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Configures the data folder and how long usage is kept.
 *
 * @param folder made at first start; relative to the working directory
 * @param requestRetention for how long single requests are kept
 * @param rollupRetention for how long sums by hour and day are kept
 */
public record DataConfig(Path folder, Duration requestRetention, Duration rollupRetention) {
  private static final Duration REQUESTS = Duration.ofDays(30);
  private static final Duration ROLLUPS = Duration.ofDays(730);
  private static final Duration LEAST = Duration.ofHours(1);
  public static final DataConfig DEFAULT = new DataConfig(Path.of("data"));

  /** Keeps usage for the default times. */
  public DataConfig(Path folder) {
    this(folder, REQUESTS, ROLLUPS);
  }

  /** Returns where files that are uploaded wait to be sent on. */
  public Path uploads() {
    return folder.toAbsolutePath().normalize().resolve("uploads");
  }

  static DataConfig read(ConfigSection configSection) {
    String text = configSection.text("folder", DEFAULT.folder.toString());
    Path folder = DEFAULT.folder;
    try {
      folder = Path.of(text);
    } catch (InvalidPathException e) {
      configSection.fault("folder", "is not a path.", "Write a folder such as ./data.");
    }
    Duration requests = configSection.duration("request-retention", REQUESTS);
    Duration rollups = configSection.duration("rollup-retention", ROLLUPS);
    if (requests.compareTo(LEAST) < 0) {
      configSection.fault(
          "request-retention", "is too short.", "Write an hour or more, such as 30d.");
    }
    if (rollups.compareTo(requests) < 0) {
      configSection.fault(
          "rollup-retention",
          "is shorter than data.request-retention.",
          "Keep sums at least as long as requests, such as 730d.");
    }
    configSection.finish();
    return new DataConfig(folder, requests, rollups);
  }
}

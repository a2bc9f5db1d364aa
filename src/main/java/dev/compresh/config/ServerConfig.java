package dev.compresh.config;

import java.time.Duration;

/**
 * The listener for clients.
 *
 * @param port 0 lets the system choose
 * @param maxBody bound of a JSON body in bytes, counted after decompression
 * @param maxUpload bound of a file in a form, in bytes; forms pass through and are not held
 * @param drainGrace how long running requests may go on once the program is asked to stop
 */
public record ServerConfig(
    String host, int port, long maxBody, long maxUpload, Duration drainGrace) {
  public static final ServerConfig DEFAULT =
      new ServerConfig("127.0.0.1", 8080, 32L << 20, 75L << 20, Duration.ofSeconds(30));

  /** Beyond this a body no longer fits an array. */
  private static final long LARGEST_BODY = 1L << 30;

  static ServerConfig read(ConfigSection configSection) {
    String host = configSection.text("host", DEFAULT.host);
    int port = configSection.integer("port", DEFAULT.port, 0, 65_535);
    long maxBody = configSection.size("max-body", DEFAULT.maxBody);
    long maxUpload = configSection.size("max-upload", DEFAULT.maxUpload);
    Duration grace = configSection.duration("drain-grace", DEFAULT.drainGrace);
    if (maxBody > LARGEST_BODY) {
      configSection.fault("max-body", "is above 1GiB.", "Choose a smaller limit.");
    }
    configSection.finish();
    return new ServerConfig(host, port, maxBody, maxUpload, grace);
  }
}

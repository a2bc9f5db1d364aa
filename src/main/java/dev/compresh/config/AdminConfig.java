package dev.compresh.config;

/**
 * The listener for administration, metrics and health.
 *
 * @param host loopback unless the operator opens it
 * @param port 0 lets the system choose
 */
public record AdminConfig(String host, int port) {
  public static final AdminConfig DEFAULT = new AdminConfig("127.0.0.1", 8081);

  static AdminConfig read(Section section) {
    String host = section.text("host", DEFAULT.host);
    int port = section.integer("port", DEFAULT.port, 0, 65_535);
    section.finish();
    return new AdminConfig(host, port);
  }
}

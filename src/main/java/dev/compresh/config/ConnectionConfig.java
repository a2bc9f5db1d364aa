package dev.compresh.config;

/**
 * Limits the open connections of clients.
 *
 * @param most in all; 0 for as many as the process has descriptors for
 * @param perAddress from one address, loopback apart; 0 for any number
 */
public record ConnectionConfig(int most, int perAddress) {
  public static final ConnectionConfig DEFAULT = new ConnectionConfig(0, 4_096);

  private static final int LARGEST = 1_000_000;

  static ConnectionConfig read(ConfigSection configSection) {
    int most = configSection.integer("most", DEFAULT.most, 0, LARGEST);
    int perAddress = configSection.integer("per-address", DEFAULT.perAddress, 0, LARGEST);
    configSection.finish();
    return new ConnectionConfig(most, perAddress);
  }
}

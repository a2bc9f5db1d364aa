package dev.compresh.config;

/**
 * Configures what recall may use.
 *
 * @param store whether turns are stored, encrypted, so that clients which trim their own history
 *     get them back through recall
 * @param most bytes of all stored turns; beyond, the oldest are deleted
 * @param mostPerOrganisation bytes of one organisation's stored turns
 */
public record RecallConfig(boolean store, long most, long mostPerOrganisation) {
  public static final RecallConfig DEFAULT = new RecallConfig(false, 2L << 30, 512L << 20);

  static RecallConfig read(ConfigSection configSection) {
    boolean store = configSection.flag("store", DEFAULT.store);
    long most = configSection.size("most", DEFAULT.most);
    long perOrganisation = configSection.size("most-per-organisation", DEFAULT.mostPerOrganisation);
    configSection.finish();
    return new RecallConfig(store, most, perOrganisation);
  }
}

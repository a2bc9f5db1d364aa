package dev.compresh.config;

/**
 * What recall may rest on.
 *
 * @param store whether turns are stored, encrypted, so that clients which trim their own history
 *     get them back through recall
 */
public record RecallConfig(boolean store) {
  public static final RecallConfig DEFAULT = new RecallConfig(false);

  static RecallConfig read(Section section) {
    boolean store = section.flag("store", DEFAULT.store);
    section.finish();
    return new RecallConfig(store);
  }
}

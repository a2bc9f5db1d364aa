package dev.compresh.account;

import java.time.Instant;
import java.util.List;

/**
 * An organisation.
 *
 * @param models the models that its keys may use, empty for all
 */
public record Org(
    String id, String name, AccountState state, List<String> models, Instant created) {
  public Org {
    models = List.copyOf(models);
  }
}

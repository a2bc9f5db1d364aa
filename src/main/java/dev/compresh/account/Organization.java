package dev.compresh.account;

import java.time.Instant;
import java.util.List;

/**
 * An organisation.
 *
 * @param models the models that its keys may use, empty for all
 * @param tagNames names of tags that its requests may have, empty for all
 */
public record Organization(
    String id,
    String name,
    AccountState state,
    List<String> models,
    Instant created,
    List<String> tagNames) {
  public Organization {
    models = List.copyOf(models);
    tagNames = List.copyOf(tagNames);
  }

  /** An organisation that allows all names of tags. */
  public Organization(
      String id, String name, AccountState state, List<String> models, Instant created) {
    this(id, name, state, models, created, List.of());
  }
}

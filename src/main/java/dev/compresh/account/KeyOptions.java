package dev.compresh.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a key, which can be changed later. Parameters as in {@link ApiKey}; values out of
 * range fail with {@link InvalidField}.
 */
public record KeyOptions(
    String description,
    @Nullable Instant expires,
    int requestsPerMinute,
    @Nullable String mode,
    @Nullable String objective,
    @Nullable String cache,
    List<String> models,
    List<String> tags) {
  private static final int DESCRIPTION = 120;
  private static final int TAGS = 8;
  private static final int TAG = 129;
  private static final int LEAST_PER_MINUTE = 10;
  private static final int MOST_PER_MINUTE = 1_000_000;

  public KeyOptions {
    models = List.copyOf(models);
    tags = List.copyOf(tags);
    description = description.strip();
    int length = description.codePointCount(0, description.length());
    if (length < 1 || length > DESCRIPTION || !printable(description)) {
      throw new InvalidField(
          "description",
          "The description must be 1 to " + DESCRIPTION + " characters on one line.");
    }
    if (requestsPerMinute != 0
        && (requestsPerMinute < LEAST_PER_MINUTE || requestsPerMinute > MOST_PER_MINUTE)) {
      throw new InvalidField(
          "requests_per_minute",
          "Requests per minute must be " + LEAST_PER_MINUTE + " or more, or 0 for the default.");
    }
    if (tags.size() > TAGS
        || tags.stream().anyMatch(tag -> tag.length() > TAG || !printable(tag))) {
      throw new InvalidField(
          "tags", "A key can have at most " + TAGS + " tags in the form name=value.");
    }
    for (String model : models) {
      if (model.isBlank() || !printable(model)) {
        throw new InvalidField(
            "models", "A model name must have at least one character and be on one line.");
      }
    }
  }

  /** A key without tags. */
  public KeyOptions(
      String description,
      @Nullable Instant expires,
      int requestsPerMinute,
      @Nullable String mode,
      @Nullable String objective,
      List<String> models) {
    this(description, expires, requestsPerMinute, mode, objective, null, models, List.of());
  }

  /** A key with the default of how the provider's cache is used. */
  public KeyOptions(
      String description,
      @Nullable Instant expires,
      int requestsPerMinute,
      @Nullable String mode,
      @Nullable String objective,
      List<String> models,
      List<String> tags) {
    this(description, expires, requestsPerMinute, mode, objective, null, models, tags);
  }

  /** A key without tags that says how the provider's cache is used. */
  public KeyOptions(
      String description,
      @Nullable Instant expires,
      int requestsPerMinute,
      @Nullable String mode,
      @Nullable String objective,
      @Nullable String cache,
      List<String> models) {
    this(description, expires, requestsPerMinute, mode, objective, cache, models, List.of());
  }

  /** A key with nothing but a description. */
  public static KeyOptions named(String description) {
    return new KeyOptions(description, null, 0, null, null, List.of());
  }

  private static boolean printable(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }
}

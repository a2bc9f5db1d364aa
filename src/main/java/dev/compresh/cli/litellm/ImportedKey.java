package dev.compresh.cli.litellm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A virtual key of LiteLLM, as {@code /key/list?return_full_object=true} shows it.
 *
 * @param budget USD, as text; null for no cap
 * @param period {@code none}, {@code day} or {@code month}
 * @param requestsPerMinute 0 for the default
 * @param notes what of it has no counterpart
 */
public record ImportedKey(
    String description,
    @Nullable String budget,
    String period,
    int requestsPerMinute,
    List<String> models,
    List<String> notes) {
  private static final int LONGEST = 120;
  private static final int LEAST_PER_MINUTE = 10;
  private static final int MOST_PER_MINUTE = 1_000_000;
  private static final Set<String> DAYS = Set.of("1d", "24h");
  private static final Set<String> MONTHS = Set.of("1mo", "30d", "31d");
  private static final List<String> WITHOUT =
      List.of("tpm_limit", "max_parallel_requests", "team_id", "aliases", "metadata", "expires");

  public ImportedKey {
    models = List.copyOf(models);
    notes = List.copyOf(notes);
  }

  /**
   * Reads the text of a list of keys; those that are blocked are left out.
   *
   * @throws IllegalArgumentException where it is no such list
   */
  public static List<ImportedKey> readAll(String text) {
    JsonNode root;
    try {
      root = new JsonMapper().readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The list of keys is not valid JSON.", e);
    }
    List<ImportedKey> keys = new ArrayList<>();
    for (JsonNode key : root.isArray() ? root : root.path("keys")) {
      if (key.isObject() && !key.path("blocked").asBoolean(false)) {
        keys.add(read(key));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "The list of keys is empty. Fetch it with return_full_object=true.");
    }
    return keys;
  }

  private static ImportedKey read(JsonNode key) {
    List<String> notes = new ArrayList<>();
    String alias = key.path("key_alias").asString(key.path("key_name").asString("")).strip();
    String name = alias.isEmpty() ? "LiteLLM key" : alias;
    String description = name.substring(0, Math.min(name.length(), LONGEST));
    List<String> models = new ArrayList<>();
    key.path("models").forEach(model -> models.add(model.asString("")));
    models.removeIf(model -> model.isBlank() || model.startsWith("all-"));
    int rpm = key.path("rpm_limit").asInt(0);
    if (rpm > 0 && rpm < LEAST_PER_MINUTE) {
      notes.add("rpm_limit " + rpm + " is raised to " + LEAST_PER_MINUTE + ".");
    }
    for (String field : WITHOUT) {
      JsonNode value = key.path(field);
      boolean isEmpty = value.isContainer() && value.isEmpty();
      if (key.hasNonNull(field) && !isEmpty) {
        notes.add(field + " has no counterpart.");
      }
    }
    String budget = key.path("max_budget").isNumber() ? key.get("max_budget").asString() : null;
    return new ImportedKey(
        description,
        budget,
        period(budget, key.path("budget_duration").asString(""), notes),
        rpm <= 0 ? 0 : Math.clamp(rpm, LEAST_PER_MINUTE, MOST_PER_MINUTE),
        models,
        notes);
  }

  /** Never a period that is shorter than LiteLLM's, so that no key may spend more. */
  private static String period(@Nullable String budget, String duration, List<String> notes) {
    if (budget == null || duration.isEmpty()) {
      return "none";
    }
    if (DAYS.contains(duration)) {
      return "day";
    }
    if (MONTHS.contains(duration)) {
      return "month";
    }
    long hours = hours(duration);
    String longer = hours <= 24 ? "day" : hours <= 24 * 28 ? "month" : "none";
    notes.add("budget_duration " + duration + " became '" + longer + "'.");
    return longer;
  }

  /** Rounded up; very many where it can't be read, or is months. */
  private static long hours(String duration) {
    String digits = duration.substring(0, duration.length() - 1);
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() < 9
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isNumber) {
      return Long.MAX_VALUE;
    }
    long amount = Long.parseLong(digits);
    return switch (duration.charAt(duration.length() - 1)) {
      case 's' -> Math.ceilDiv(amount, 3_600);
      case 'm' -> Math.ceilDiv(amount, 60);
      case 'h' -> amount;
      case 'd' -> amount * 24;
      default -> Long.MAX_VALUE;
    };
  }

  /** The flags of {@code compresh key create} that make this key, for people. */
  public Map<String, String> figures() {
    return Map.of(
        "cap", budget == null ? "none" : budget + " USD, " + period,
        "rpm", requestsPerMinute == 0 ? "default" : Integer.toString(requestsPerMinute));
  }
}

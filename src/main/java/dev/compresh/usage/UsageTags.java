package dev.compresh.usage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and checks tags of requests, written {@code project=web,ticket=42}. */
public final class UsageTags {
  /** Tags of a request at most. */
  public static final int MOST = 8;

  /** Characters of a name, and of a value, at most. */
  public static final int LONGEST = 64;

  private UsageTags() {}

  /** Reports tags that can't be accepted. */
  public static final class InvalidTags extends Exception {
    InvalidTags(String message) {
      super(message);
    }
  }

  /**
   * Returns the tags in {@code text}, sorted by name.
   *
   * @param allowed names that may be used; empty for all
   * @throws InvalidTags with a message that says what to send instead
   */
  public static List<String> parse(@Nullable String text, List<String> allowed) throws InvalidTags {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    if (text.length() > MOST * (2 * LONGEST + 4)) {
      throw new InvalidTags(
          "Tags are too long. Send at most " + MOST + " characters in the form name=value.");
    }
    Map<String, String> tags = new TreeMap<>();
    for (String entry : text.split(",", -1)) {
      String tag = entry.strip();
      int equals = tag.indexOf('=');
      String name = equals < 0 ? "" : tag.substring(0, equals).strip();
      String value = equals < 0 ? "" : tag.substring(equals + 1).strip();
      if (!isValid(name) || !isValid(value)) {
        throw new InvalidTags(
            "Write tags as name=value, separated by commas; names and values take 1 to "
                + LONGEST
                + " characters of A-Z a-z 0-9 _ . : -");
      }
      if (!allowed.isEmpty() && !allowed.contains(name)) {
        throw new InvalidTags(
            "The organisation does not allow tags named '"
                + name
                + "'. Allowed names: "
                + String.join(", ", allowed)
                + ".");
      }
      if (tags.put(name, value) != null) {
        throw new InvalidTags("The tag '" + name + "' is given twice.");
      }
    }
    if (tags.size() > MOST) {
      throw new InvalidTags("A request can have at most " + MOST + " tags.");
    }
    return lines(tags);
  }

  /** Returns {@code defaults} with {@code own} over them: where a name is in both, own counts. */
  public static List<String> merge(List<String> defaults, List<String> own) {
    if (defaults.isEmpty() || own.isEmpty()) {
      return defaults.isEmpty() ? own : defaults;
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : own) {
      tags.put(name(tag), tag.substring(name(tag).length() + 1));
    }
    for (String tag : defaults) {
      if (tags.size() < MOST) {
        tags.putIfAbsent(name(tag), tag.substring(name(tag).length() + 1));
      }
    }
    return lines(new TreeMap<>(tags));
  }

  /** Returns whether {@code text} can be the name or the value of a tag. */
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9') && "_.:-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Writes tags as they are stored and sent. */
  public static String text(List<String> tags) {
    return String.join(",", tags);
  }

  /** Reads what {@link #text} wrote. */
  static List<String> stored(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  private static String name(String tag) {
    return tag.substring(0, tag.indexOf('='));
  }

  private static List<String> lines(Map<String, String> tags) {
    List<String> lines = new ArrayList<>(tags.size());
    tags.forEach((name, value) -> lines.add(name + "=" + value));
    return List.copyOf(lines);
  }
}

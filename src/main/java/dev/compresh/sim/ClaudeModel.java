package dev.compresh.sim;

import dev.compresh.dialect.ThinkingBinding;
import java.util.Locale;

/**
 * A Claude model, and whose thinking it can read.
 *
 * @param name as asked for
 * @param family opus, sonnet, haiku, fable or mythos; empty for others
 * @param version comparable within a family
 * @param isBound whether its thinking is bound to what precedes it
 */
record ClaudeModel(String name, String family, int version, boolean isBound) {
  private static final int MINOR = 100;
  private static final int VERSION_DIGITS = 2;

  static ClaudeModel of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String family = "";
    int version = 0;
    int numbers = 0;
    for (String word : words(lower)) {
      if (!Character.isDigit(word.charAt(0))) {
        family = isFamily(word) ? word : family;
      } else if (word.length() <= VERSION_DIGITS && numbers < 2) {
        version += Integer.parseInt(word) * (numbers == 0 ? MINOR : 1);
        numbers++;
      }
    }
    return new ClaudeModel(name, family, version, ThinkingBinding.appliesTo(name));
  }

  private static String[] words(String name) {
    int claude = name.lastIndexOf("claude");
    String rest = claude < 0 ? "" : name.substring(claude);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '@' || c == ':' || c == '[') {
        break;
      }
      words.append(c == '.' || c == '-' || c == '_' ? ' ' : c);
    }
    String text = words.toString().strip();
    return text.isEmpty() ? new String[0] : text.split(" +");
  }

  private static boolean isFamily(String word) {
    return switch (word) {
      case "opus", "sonnet", "haiku", "fable", "mythos" -> true;
      default -> false;
    };
  }

  private boolean isTop() {
    return family.equals("fable") || family.equals("mythos");
  }

  /** Returns whether its thinking belongs to the account that it was made under. */
  boolean keepsToItsAccount() {
    return isBound && (family.equals("sonnet") || family.equals("haiku"));
  }

  /** Returns whether it can read thinking that {@code producer} made. */
  boolean reads(ClaudeModel producer) {
    if (family.equals(producer.family) && version == producer.version) {
      return true;
    }
    if (!isBound) {
      return !producer.isBound;
    }
    if (family.equals("haiku")) {
      return false;
    }
    if (!producer.isBound) {
      return isTop() || !producer.isTop();
    }
    boolean earlierTop = producer.isTop() && producer.version <= version;
    return isTop() && (earlierTop || producer.family.equals("opus"));
  }
}

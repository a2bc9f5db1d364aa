package dev.compresh.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells which models bind a thinking block to everything before it when it was produced (Anthropic,
 * "Preserved thinking"): Claude from version 5.5 on, Fable and Mythos from 5.1 on, and every later
 * family. A version floor, not a list, so that models that come later are covered.
 */
public final class ThinkingBinding {
  private static final String VENDOR = "claude";

  /** Families that are bound from {@link #LATER} on; all others from {@link #EARLIER} on. */
  private static final List<String> LATER_FAMILIES = List.of("opus", "sonnet", "haiku");

  private static final BindingVersion LATER = new BindingVersion(5, 5);
  private static final BindingVersion EARLIER = new BindingVersion(5, 1);

  /** Numbers with more digits are dates, not versions. */
  private static final int VERSION_DIGITS = 2;

  private record BindingVersion(int major, int minor) {
    boolean isAtLeast(BindingVersion floor) {
      return major > floor.major || (major == floor.major && minor >= floor.minor);
    }
  }

  private ThinkingBinding() {}

  /** Returns whether {@code part} is a block of thinking, readable or redacted. */
  public static boolean isBlock(PromptPart promptPart) {
    return promptPart instanceof PromptPart.FixedPart fixedPart
        && (fixedPart.type().equals("thinking") || fixedPart.type().equals("redacted_thinking"));
  }

  /**
   * The last message that holds thinking: everything before it is bound. In APIs other than
   * Messages the blocks stand in fields that are not read, so there every answer counts.
   *
   * @return its index, -1 for none
   */
  public static int lastBlock(Prompt prompt) {
    List<Message> messages = prompt.messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (holdsBlock(prompt, messages.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns whether any message before {@code end} holds thinking, in the sense of {@link
   * #lastBlock}.
   */
  public static boolean isBlockBefore(Prompt prompt, int end) {
    return prompt.messages().subList(0, end).stream().anyMatch(m -> holdsBlock(prompt, m));
  }

  private static boolean holdsBlock(Prompt prompt, Message message) {
    return prompt.dialect().hasThinkingBlocks()
        ? message.parts().stream().anyMatch(ThinkingBinding::isBlock)
        : message.role() == MessageRole.ASSISTANT;
  }

  /**
   * Returns whether {@code model} binds its thinking blocks. Takes names as the clouds and routers
   * write them ({@code us.anthropic.claude-opus-5-5-v1:0}, {@code anthropic/claude-opus-5.5},
   * {@code claude-3-5-sonnet-20241022}). A Claude without a version counts as the newest.
   */
  public static boolean appliesTo(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    int vendor = name.lastIndexOf(VENDOR);
    if (vendor < 0) {
      return false;
    }
    List<String> words = words(name, vendor + VENDOR.length());
    String family = "";
    List<Integer> numbers = new ArrayList<>();
    for (String word : words) {
      if (!Character.isDigit(word.charAt(0))) {
        family = family.isEmpty() ? word : family;
      } else if (word.length() <= VERSION_DIGITS && numbers.size() < 2) {
        numbers.add(Integer.valueOf(word));
      }
    }
    if (numbers.isEmpty()) {
      return !family.equals("instant");
    }
    BindingVersion bindingVersion =
        new BindingVersion(numbers.getFirst(), numbers.size() > 1 ? numbers.get(1) : 0);
    return bindingVersion.isAtLeast(LATER_FAMILIES.contains(family) ? LATER : EARLIER);
  }

  /** Runs of letters and runs of digits, up to what names a build of the model. */
  private static List<String> words(String name, int from) {
    List<String> words = new ArrayList<>();
    int at = from;
    while (at < name.length()) {
      char c = name.charAt(at);
      if (c == '@' || c == ':' || c == '[') {
        break;
      }
      int start = at;
      boolean digit = isDigit(c);
      while (at < name.length() && isWord(name.charAt(at)) && isDigit(name.charAt(at)) == digit) {
        at++;
      }
      if (at == start) {
        at++;
        continue;
      }
      String word = name.substring(start, at);
      if (word.equals("v")) {
        break;
      }
      words.add(word);
    }
    return words;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z');
  }
}

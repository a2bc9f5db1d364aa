package dev.compresh.compression.plaintext;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tool that the assistant called in its text, for the parts of the message behind it: its words
 * are decoded once and searched once for each tool, however many parts ask.
 */
final class CalledTool {
  /** Tools looked for; nobody calls as many at once, and each costs a search. */
  private static final int MOST_TOOLS = 32;

  private final Prompt prompt;
  private final @Nullable Message before;
  private final Map<String, Boolean> known = new HashMap<>();
  private @Nullable List<String> said;

  /**
   * @param before the message before, null where there is none
   */
  CalledTool(Prompt prompt, @Nullable Message before) {
    this.prompt = prompt;
    this.before = before;
  }

  /** Returns whether {@code tool} was called; with an empty name, whether anything was. */
  boolean has(String tool) {
    Boolean called = known.get(tool);
    if (called == null) {
      called = known.size() < MOST_TOOLS && search(tool);
      if (known.size() < MOST_TOOLS) {
        known.put(tool, called);
      }
    }
    return called;
  }

  private boolean search(String tool) {
    for (String text : said()) {
      if (tool.isEmpty() ? ResultHeading.calls(text) : text.contains("<" + tool + ">")) {
        return true;
      }
    }
    return false;
  }

  private List<String> said() {
    List<String> texts = said;
    if (texts == null) {
      texts = new ArrayList<>();
      if (before != null && before.role() == MessageRole.ASSISTANT) {
        for (PromptPart promptPart : before.parts()) {
          if (promptPart instanceof PromptPart.TextPart textPart) {
            texts.add(prompt.text(textPart));
          }
        }
      }
      said = texts;
    }
    return texts;
  }
}

package dev.compresh.promptcache;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Prompt;
import dev.compresh.json.ByteSpan;
import java.util.List;
import java.util.Optional;

/** Finds the end of what comes before the conversation: tools, then system text. */
public final class PromptPrefix {
  private static final ByteSearch DEFERRED = new ByteSearch("\"defer_loading\"");

  private PromptPrefix() {}

  /** Returns whether {@code prompt} lists tools. */
  public static boolean hasTools(Prompt prompt) {
    return named(prompt, "tools").isPresent();
  }

  /** The last system block, or else the last tool, that may carry a breakpoint. */
  static Optional<MarkablePlace> end(Prompt prompt) {
    Optional<MarkablePlace> system = named(prompt, "system").flatMap(PromptPrefix::system);
    return system.isPresent() ? system : named(prompt, "tools").flatMap(PromptPrefix::tool);
  }

  /** One digest of all of it, 0 where there is nothing. */
  public static long hash(Prompt prompt) {
    long hash = 0;
    for (ContentDigest contentDigest : prompt.fixedDigests()) {
      hash = hash * 0x9e3779b97f4a7c15L + contentDigest.high();
    }
    return hash;
  }

  static Optional<BodyField> named(Prompt prompt, String name) {
    for (ByteSpan byteSpan : prompt.envelope().fixed()) {
      if (stands(prompt.body(), '"' + name + '"', byteSpan.start())) {
        return Optional.of(new BodyField(prompt.body(), name, byteSpan));
      }
    }
    return Optional.empty();
  }

  /** Returns whether {@code key} is the name of the value at {@code start}. */
  private static boolean stands(byte[] body, String key, int start) {
    int colon = back(body, start);
    int end = colon < 0 || body[colon] != ':' ? -1 : back(body, colon) + 1;
    if (end < key.length()) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      if (body[end - key.length() + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The last byte before {@code at} that is no white space, -1 for none. */
  private static int back(byte[] body, int at) {
    int i = at - 1;
    while (i >= 0 && body[i] <= ' ' && body[i] >= 0) {
      i--;
    }
    return i;
  }

  private static Optional<MarkablePlace> system(BodyField system) {
    if (system.is(BodyField.FieldKind.STRING)) {
      return MarkablePlace.isSpoken(system.body(), system.value())
          ? Optional.of(new MarkablePlace(system.value(), true))
          : Optional.empty();
    }
    List<BodyField> blocks = system.items();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      BodyField block = blocks.get(i);
      Optional<BodyField> text = block.member("text");
      boolean spoken =
          text.isPresent()
              && text.get().is(BodyField.FieldKind.STRING)
              && MarkablePlace.isSpoken(block.body(), text.get().value());
      if (spoken) {
        return Optional.of(new MarkablePlace(block.value(), false));
      }
    }
    return Optional.empty();
  }

  /** The API refuses a breakpoint on a tool that is loaded later. */
  private static Optional<MarkablePlace> tool(BodyField tools) {
    byte[] body = tools.body();
    ByteSpan byteSpan = tools.value();
    if (!DEFERRED.isIn(body, byteSpan.start(), byteSpan.end())) {
      int end = back(body, byteSpan.end() - 1);
      return end > byteSpan.start() && body[end] == '}'
          ? Optional.of(new MarkablePlace(new ByteSpan(end, end + 1), false))
          : Optional.empty();
    }
    List<BodyField> all = tools.items();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).is(BodyField.FieldKind.OBJECT)
          && all.get(i).member("defer_loading").isEmpty()) {
        return Optional.of(new MarkablePlace(all.get(i).value(), false));
      }
    }
    return Optional.empty();
  }
}

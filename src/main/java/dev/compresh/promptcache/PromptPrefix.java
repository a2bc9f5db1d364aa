package dev.compresh.promptcache;

import dev.compresh.wire.Digest;
import dev.compresh.wire.Field;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Span;
import java.util.List;
import java.util.Optional;

/** Finds the end of what stands before the conversation: tools, then system text. */
public final class PromptPrefix {
  private static final ByteSearch DEFERRED = new ByteSearch("\"defer_loading\"");

  private PromptPrefix() {}

  /** Whether {@code prompt} lists tools. */
  public static boolean hasTools(Prompt prompt) {
    return named(prompt, "tools").isPresent();
  }

  /** The last system block, or else the last tool, that may bear a breakpoint. */
  static Optional<MarkablePlace> end(Prompt prompt) {
    Optional<MarkablePlace> system = named(prompt, "system").flatMap(PromptPrefix::system);
    return system.isPresent() ? system : named(prompt, "tools").flatMap(PromptPrefix::tool);
  }

  /** One digest of all of it, 0 where there is nothing. */
  public static long hash(Prompt prompt) {
    long hash = 0;
    for (Span span : prompt.envelope().fixed()) {
      hash = hash * 0x9e3779b97f4a7c15L + Digest.of(prompt.body(), span).high();
    }
    return hash;
  }

  static Optional<Field> named(Prompt prompt, String name) {
    for (Span span : prompt.envelope().fixed()) {
      if (stands(prompt.body(), '"' + name + '"', span.start())) {
        return Optional.of(new Field(prompt.body(), name, span));
      }
    }
    return Optional.empty();
  }

  /** Whether {@code key} is the name of the value at {@code start}. */
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

  private static Optional<MarkablePlace> system(Field system) {
    if (system.is(Field.Kind.STRING)) {
      return MarkablePlace.isSpoken(system.body(), system.value())
          ? Optional.of(new MarkablePlace(system.value(), true))
          : Optional.empty();
    }
    List<Field> blocks = system.items();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Field block = blocks.get(i);
      Optional<Field> text = block.member("text");
      boolean spoken =
          text.isPresent()
              && text.get().is(Field.Kind.STRING)
              && MarkablePlace.isSpoken(block.body(), text.get().value());
      if (spoken) {
        return Optional.of(new MarkablePlace(block.value(), false));
      }
    }
    return Optional.empty();
  }

  /** The API refuses a breakpoint on a tool that is loaded later. */
  private static Optional<MarkablePlace> tool(Field tools) {
    byte[] body = tools.body();
    Span span = tools.value();
    if (!DEFERRED.isIn(body, span.start(), span.end())) {
      int end = back(body, span.end() - 1);
      return end > span.start() && body[end] == '}'
          ? Optional.of(new MarkablePlace(new Span(end, end + 1), false))
          : Optional.empty();
    }
    List<Field> all = tools.items();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).is(Field.Kind.OBJECT) && all.get(i).member("defer_loading").isEmpty()) {
        return Optional.of(new MarkablePlace(all.get(i).value(), false));
      }
    }
    return Optional.empty();
  }
}

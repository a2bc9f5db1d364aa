package dev.compresh.promptcache;

import dev.compresh.wire.Edit;
import dev.compresh.wire.JsonText;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A block that may bear a breakpoint.
 *
 * @param span the block's object, or the string that stands for a single text block
 * @param isString whether it is that string. To the provider both forms are the same, for the cache
 *     and for thinking that is bound to it
 */
record MarkablePlace(Span span, boolean isString) {
  /** Longer texts are taken for what they nearly always are: not blank. */
  private static final int LOOKED_AT = 64;

  /** Blocks without text that take a breakpoint. */
  private static final Set<String> MEDIA = Set.of("image", "document");

  private static final byte[] OPENING =
      "[{\"type\":\"text\",\"text\":".getBytes(StandardCharsets.US_ASCII);

  /** The last such block of {@code message}: thinking and empty blocks are passed over. */
  static Optional<MarkablePlace> lastOf(Prompt prompt, Message message) {
    List<Part> parts = message.parts();
    for (int i = parts.size() - 1; i >= 0; i--) {
      Part part = parts.get(i);
      if (isMarkable(prompt, part)) {
        boolean string = part instanceof Part.Text text && text.span().equals(text.literal());
        return Optional.of(new MarkablePlace(part.span(), string));
      }
    }
    return Optional.empty();
  }

  private static boolean isMarkable(Prompt prompt, Part part) {
    return switch (part) {
      case Part.Text text -> isSpoken(prompt.body(), text.literal());
      case Part.ToolCall _ -> true;
      case Part.ToolResult result -> !result.textOnly() || !result.texts().isEmpty();
      case Part.Fixed fixed -> MEDIA.contains(fixed.type());
      case Part.Name _ -> false;
    };
  }

  /** Whether the string at {@code literal} says anything. */
  static boolean isSpoken(byte[] body, Span literal) {
    return literal.length() > LOOKED_AT || !JsonText.decode(body, literal).isBlank();
  }

  /** The edits that put a breakpoint here; all other bytes stay as they are. */
  List<Edit> mark(CacheLifetime life) {
    return isString
        ? List.of(
            new Edit.Insert(span.start(), OPENING),
            new Edit.Insert(span.end(), life.member(",", "}]")))
        : List.of(new Edit.Insert(span.end() - 1, life.member(",", "")));
  }
}

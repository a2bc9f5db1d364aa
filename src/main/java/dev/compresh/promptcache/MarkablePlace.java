package dev.compresh.promptcache;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.BodyEdit;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A block that may carry a breakpoint.
 *
 * @param span the block's object, or the string that represents a single text block
 * @param isString whether it is that string. To the provider both forms are the same, for the cache
 *     and for thinking that is bound to it
 */
record MarkablePlace(ByteSpan span, boolean isString) {
  /** Longer texts are taken for what they nearly always are: not blank. */
  private static final int LOOKED_AT = 64;

  /** Blocks without text that take a breakpoint. */
  private static final Set<String> MEDIA = Set.of("image", "document");

  private static final byte[] OPENING =
      "[{\"type\":\"text\",\"text\":".getBytes(StandardCharsets.US_ASCII);

  /** The last such block of {@code message}: thinking and empty blocks are passed over. */
  static Optional<MarkablePlace> lastOf(Prompt prompt, Message message) {
    List<PromptPart> parts = message.parts();
    for (int i = parts.size() - 1; i >= 0; i--) {
      PromptPart promptPart = parts.get(i);
      if (isMarkable(prompt, promptPart)) {
        boolean string =
            promptPart instanceof PromptPart.TextPart textPart
                && textPart.span().equals(textPart.literal());
        return Optional.of(new MarkablePlace(promptPart.span(), string));
      }
    }
    return Optional.empty();
  }

  private static boolean isMarkable(Prompt prompt, PromptPart promptPart) {
    return switch (promptPart) {
      case PromptPart.TextPart textPart -> isSpoken(prompt.body(), textPart.literal());
      case PromptPart.ToolCall _ -> true;
      case PromptPart.ToolResult result -> !result.textOnly() || !result.texts().isEmpty();
      case PromptPart.FixedPart fixedPart -> MEDIA.contains(fixedPart.type());
      case PromptPart.NamePart _ -> false;
    };
  }

  /** Returns whether the string at {@code literal} says anything. */
  static boolean isSpoken(byte[] body, ByteSpan literal) {
    return literal.length() > LOOKED_AT || !JsonText.decode(body, literal).isBlank();
  }

  /** The edits that put a breakpoint here; all other bytes stay as they are. */
  List<BodyEdit> mark(CacheLifetime life) {
    return isString
        ? List.of(
            new BodyEdit.InsertEdit(span.start(), OPENING),
            new BodyEdit.InsertEdit(span.end(), life.member(",", "}]")))
        : List.of(new BodyEdit.InsertEdit(span.end() - 1, life.member(",", "")));
  }
}

package dev.compresh.compress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.token.Tokenizer;
import dev.compresh.wire.Digest;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Span;

/**
 * Input tokens of prompts. Counts are remembered by content, so that a conversation sent again is
 * counted only where it grew.
 */
public final class PromptTokens {
  /** What role and separators of a message come to. */
  private static final int FRAME = 4;

  /** What a name adds beside its own tokens. */
  private static final int NAME_FRAME = 1;

  /** An image or a file of unknown size; providers charge about this for a page or a picture. */
  private static final int MEDIA = 1_000;

  /** Bytes of JSON to a token, roughly. */
  private static final int BYTES_PER_TOKEN = 4;

  private final Tokenizer tokenizer;
  private final Cache<Digest, Integer> messages =
      Caffeine.newBuilder().maximumSize(200_000).build();
  private final Cache<Digest, Integer> blocks = Caffeine.newBuilder().maximumSize(2_000).build();

  public PromptTokens(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** All input tokens of {@code prompt}: messages, system text and tool definitions. */
  public int count(Prompt prompt) {
    return count(prompt, tokenizer::count);
  }

  /**
   * About how many input tokens {@code prompt} has, without counting: from the length of its JSON,
   * media at what they count for.
   */
  public static int roughly(Prompt prompt) {
    long bytes = prompt.body().length;
    long media = 0;
    for (Message message : prompt.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Fixed fixed && media(fixed)) {
          bytes -= fixed.span().length();
          media += MEDIA;
        } else if (part instanceof Part.ToolResult result && !result.textOnly()) {
          // Pictures among its texts count nothing, here as where it is counted.
          bytes -= result.span().length();
          bytes += result.texts().stream().mapToLong(text -> text.literal().length()).sum();
        }
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes / BYTES_PER_TOKEN + media);
  }

  /**
   * As above; {@code texts} counts the texts of what is new, under the same vocabulary. What is
   * beyond the {@link WorkBounds} is estimated.
   */
  int count(Prompt prompt, Counter texts) {
    long total = fixed(prompt);
    long text = 0;
    for (Message message : prompt.messages()) {
      long own = WorkBounds.text(message);
      text += own;
      total +=
          WorkBounds.admits(message.index(), text)
              ? count(prompt, message, texts)
              : FRAME + own / BYTES_PER_TOKEN;
    }
    return (int) Math.min(total, Integer.MAX_VALUE);
  }

  /** Tokens of system text and tool definitions beside the messages. */
  public int fixed(Prompt prompt) {
    int total = 0;
    for (Span span : prompt.envelope().fixed()) {
      total += fixed(prompt.body(), span);
    }
    return total;
  }

  /** Tokens of one message, its frame included. */
  public int count(Prompt prompt, Message message) {
    return count(prompt, message, tokenizer::count);
  }

  private int count(Prompt prompt, Message message, Counter texts) {
    Integer known = messages.getIfPresent(message.digest());
    if (known == null) {
      known = measure(prompt, message, texts);
      messages.put(message.digest(), known);
    }
    return known;
  }

  private int measure(Prompt prompt, Message message, Counter texts) {
    int total = FRAME;
    for (Part part : message.parts()) {
      total +=
          switch (part) {
            case Part.Text text -> texts.count(prompt.text(text));
            case Part.ToolResult result ->
                result.texts().stream().mapToInt(t -> texts.count(prompt.text(t))).sum();
            case Part.ToolCall call ->
                tokenizer.count(call.name())
                    + texts.count(Contents.json(prompt.body(), call.arguments()));
            case Part.Name name -> tokenizer.count(name.name()) + NAME_FRAME;
            case Part.Fixed fixed -> fixed(prompt.body(), fixed);
          };
    }
    return total;
  }

  int fixed(byte[] body, Part.Fixed part) {
    return media(part) ? MEDIA : tokenizer.count(body, part.span().start(), part.span().end());
  }

  /** Returns whether {@code part} is an image, a file or sound, which counts by the piece. */
  public static boolean media(Part.Fixed part) {
    return switch (part.type()) {
      case "image", "image_url", "input_image", "document", "file", "input_file", "input_audio" ->
          true;
      default -> false;
    };
  }

  /** System text and tool definitions are long and the same in every request. */
  private int fixed(byte[] body, Span span) {
    return blocks.get(Digest.of(body, span), d -> tokenizer.count(body, span.start(), span.end()));
  }
}

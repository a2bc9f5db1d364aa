package dev.compresh.compression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.MediaContent;
import dev.compresh.dialect.MediaScan;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import dev.compresh.token.Tokenizer;
import java.util.List;

/**
 * Input tokens of prompts. Counts are remembered by content, so that a conversation sent again is
 * counted only where it grew.
 */
public final class PromptTokens {
  /** What role and separators of a message come to. */
  private static final int FRAME = 4;

  /** What a name adds besides its own tokens. */
  private static final int NAME_FRAME = 1;

  /** Bytes of JSON to a token, roughly. */
  private static final int BYTES_PER_TOKEN = 4;

  /** The key of counted content. */
  private record CountedContent(String tenant, ContentDigest content) {}

  private final Tokenizer tokenizer;

  /** Memory that a remembered count takes, about. */
  private static final int ENTRY_BYTES = 160;

  private static final long MOST_MESSAGES = 200_000;
  private static final long MOST_BLOCKS = 2_000;

  private final String tenant;
  private final Cache<CountedContent, Integer> messages;
  private final Cache<CountedContent, Integer> blocks;

  public PromptTokens(Tokenizer tokenizer) {
    this(tokenizer, Long.MAX_VALUE);
  }

  /**
   * @param memory bound of the counts that are remembered, in bytes, roughly
   */
  public PromptTokens(Tokenizer tokenizer, long memory) {
    this(
        tokenizer,
        "",
        Caffeine.newBuilder().maximumSize(Math.min(MOST_MESSAGES, memory / ENTRY_BYTES)).build(),
        Caffeine.newBuilder().maximumSize(Math.min(MOST_BLOCKS, memory / ENTRY_BYTES)).build());
  }

  private PromptTokens(
      Tokenizer tokenizer,
      String tenant,
      Cache<CountedContent, Integer> messages,
      Cache<CountedContent, Integer> blocks) {
    this.tokenizer = tokenizer;
    this.tenant = tenant;
    this.messages = messages;
    this.blocks = blocks;
  }

  /** The same memory, with nothing to be found in it but what {@code tenant} left. */
  public PromptTokens forTenant(String tenant) {
    return new PromptTokens(tokenizer, tenant, messages, blocks);
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
      for (PromptPart promptPart : message.parts()) {
        MediaContent content = MediaScan.read(prompt.body(), promptPart);
        if (!content.isEmpty()) {
          bytes -= promptPart.span().length();
          bytes += content.texts().stream().mapToLong(ByteSpan::length).sum();
          media += PlannedMedia.tokens(content);
          if (promptPart instanceof PromptPart.ToolResult result) {
            bytes +=
                result.texts().stream().mapToLong(textPart -> textPart.literal().length()).sum();
          }
        }
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes / BYTES_PER_TOKEN + media);
  }

  /**
   * As above; {@code texts} counts the texts of what is new, under the same vocabulary. What is
   * beyond the {@link WorkBounds} is estimated.
   */
  int count(Prompt prompt, TokenCounter texts) {
    long total = fixed(prompt);
    long text = 0;
    for (Message message : prompt.messages()) {
      long own = WorkBounds.text(message);
      text += own;
      total +=
          WorkBounds.admits(message.index(), text)
              ? count(prompt, message, texts)
              : FRAME + own / BYTES_PER_TOKEN + PlannedMedia.tokens(prompt.body(), message);
    }
    return (int) Math.min(total, Integer.MAX_VALUE);
  }

  /** Tokens of system text and tool definitions, without the messages. */
  public int fixed(Prompt prompt) {
    int total = 0;
    List<ContentDigest> digests = prompt.fixedDigests();
    for (int i = 0; i < digests.size(); i++) {
      total += fixed(prompt.body(), prompt.envelope().fixed().get(i), digests.get(i));
    }
    return total;
  }

  /** Tokens of one message, its frame included. */
  public int count(Prompt prompt, Message message) {
    return count(prompt, message, tokenizer::count);
  }

  private int count(Prompt prompt, Message message, TokenCounter texts) {
    CountedContent content = new CountedContent(tenant, message.digest());
    Integer known = messages.getIfPresent(content);
    if (known == null) {
      known = measure(prompt, message, texts);
      messages.put(content, known);
    }
    return known;
  }

  private int measure(Prompt prompt, Message message, TokenCounter texts) {
    long total = FRAME;
    for (PromptPart promptPart : message.parts()) {
      total +=
          switch (promptPart) {
            case PromptPart.TextPart textPart -> texts.count(prompt.text(textPart));
            case PromptPart.ToolResult result ->
                result.texts().stream().mapToInt(t -> texts.count(prompt.text(t))).sum()
                    + media(prompt.body(), MediaScan.read(prompt.body(), result));
            case PromptPart.ToolCall call ->
                tokenizer.count(call.name())
                    + texts.count(MessageText.json(prompt.body(), call.arguments()));
            case PromptPart.NamePart namePart -> tokenizer.count(namePart.name()) + NAME_FRAME;
            case PromptPart.FixedPart fixedPart -> fixed(prompt.body(), fixedPart);
          };
    }
    return (int) Math.min(total, Integer.MAX_VALUE);
  }

  int fixed(byte[] body, PromptPart.FixedPart part) {
    MediaContent content = MediaScan.read(body, part);
    return content.isEmpty()
        ? tokenizer.count(body, part.span().start(), part.span().end())
        : media(body, content);
  }

  /** Returns the tokens of the media in {@code part}, as plans count them; 0 where it has none. */
  public static long media(byte[] body, PromptPart promptPart) {
    return PlannedMedia.tokens(MediaScan.read(body, promptPart));
  }

  private int media(byte[] body, MediaContent content) {
    long tokens = PlannedMedia.tokens(content);
    for (ByteSpan text : content.texts()) {
      tokens += tokenizer.count(JsonText.decode(body, text));
    }
    return (int) Math.min(tokens, Integer.MAX_VALUE / 2);
  }

  /** System text and tool definitions are long and the same in every request. */
  private int fixed(byte[] body, ByteSpan byteSpan, ContentDigest contentDigest) {
    return blocks.get(
        new CountedContent(tenant, contentDigest),
        _ -> tokenizer.count(body, byteSpan.start(), byteSpan.end()));
  }
}

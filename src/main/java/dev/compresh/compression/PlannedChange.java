package dev.compresh.compression;

import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import java.util.List;

/** One change of a plan, with what it did in tokens and why. */
public sealed interface PlannedChange {

  /** Index of the message in the prompt. */
  int message();

  Layer layer();

  /** Tokens of the text before and after, under the policy's vocabulary. */
  int tokensBefore();

  int tokensAfter();

  /** Why, in a few words, without any of the text. */
  String reason();

  /** Names of the output filters that took part, in their order. */
  default List<String> filters() {
    return List.of();
  }

  /** The text of a part becomes another. */
  record TextRewrite(
      int message,
      PromptPart.TextPart part,
      TextReplacement put,
      Layer layer,
      int tokensBefore,
      int tokensAfter,
      String reason)
      implements PlannedChange {

    public String text() {
      return put.text();
    }

    @Override
    public List<String> filters() {
      return put.filters();
    }
  }

  /** {@code text} is put before the text of a part; the part's own bytes stay as they are. */
  record TextPrepend(
      int message,
      PromptPart.TextPart part,
      String text,
      Layer layer,
      int tokensBefore,
      int tokensAfter,
      String reason)
      implements PlannedChange {}

  /**
   * Thinking blocks of a message go, and nothing else of it.
   *
   * @param blocks where they stand, in order
   * @param whole whether nothing else is in the message, which then keeps a note in their place:
   *     providers refuse a message without content
   */
  record WithoutReasoning(
      int message,
      List<ByteSpan> blocks,
      boolean whole,
      Layer layer,
      int tokensBefore,
      int tokensAfter,
      String reason)
      implements PlannedChange {
    public WithoutReasoning {
      blocks = List.copyOf(blocks);
    }
  }

  /** The message goes. */
  record MessageDrop(
      int message, ByteSpan span, Layer layer, int tokensBefore, int tokensAfter, String reason)
      implements PlannedChange {}
}

package dev.compresh.compression;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.List;

/** A plan in the making: the prompt at hand, and the changes that layers write into it. */
public interface PlanDraft {

  Prompt prompt();

  CompressionPolicy policy();

  TokenCounter tokens();

  /** Index of the live user message, which the model is to answer; -1 where the last is not one. */
  int live();

  /**
   * Returns whether the work's time is used up; layers ask between messages and then stop adding.
   */
  boolean late();

  void rewrite(Message message, PromptPart.TextPart part, String text, Layer layer, String reason);

  /** As above, with tokens of the old and the new text, where the layer has counted them before. */
  default void rewrite(
      Message message,
      PromptPart.TextPart part,
      TextReplacement put,
      int before,
      int after,
      Layer layer,
      String reason) {
    rewrite(message, part, put.text(), layer, reason);
  }

  /** The first text part of the live message gets {@code text} put before it. */
  void prepend(Message message, PromptPart.TextPart part, String text, Layer layer, String reason);

  void drop(Message message, Layer layer, String reason);

  /** Drops the reasoning of an answer of which a layer rewrites the text. */
  default void dropReasoning(Message message) {}

  /** Changes so far. */
  List<PlannedChange> changes();
}

package dev.compresh.compression;

import dev.compresh.compression.pinned.PinnedEdit;
import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.TextPatch;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The form in which one message was sent, ready to be sent so again with any later body: texts are
 * encoded and counted once.
 *
 * @param form how it was sent
 * @param texts the same, made ready
 */
record SentMessage(PinnedMessage form, List<SentText> texts) {
  private static final String REASON = "sent so before";

  static final SentMessage RAW = new SentMessage(PinnedMessage.RAW, List.of());

  /**
   * A text that goes out changed, or with something before it.
   *
   * @param text which text of the message
   * @param put what goes out, or goes before it
   */
  record SentText(
      int text, boolean before, TextReplacement put, Layer layer, int tokens, int tokensSent) {}

  /** Makes {@code form} ready: decodes the message's texts where they were changed. */
  static SentMessage of(PinnedMessage form, Prompt prompt, Message message, TokenCounter tokens) {
    if (form.isRaw()) {
      return RAW;
    }
    List<PromptPart.TextPart> parts = texts(message);
    List<SentText> texts = new ArrayList<>();
    for (PinnedEdit edit : form.edits()) {
      switch (edit) {
        case PinnedEdit.PinnedRewrite(int at, Layer layer, TextPatch patch) -> {
          String original = prompt.text(parts.get(at));
          String sent = patch.apply(original);
          texts.add(
              new SentText(
                  at,
                  false,
                  new TextReplacement(sent),
                  layer,
                  tokens.count(original),
                  tokens.count(sent)));
        }
        case PinnedEdit.PinnedPrepend(int at, Layer layer, String put) ->
            texts.add(
                new SentText(at, true, new TextReplacement(put), layer, 0, tokens.count(put)));
        case PinnedEdit.PinnedRemoval _ -> {}
        case PinnedEdit.ReasoningRemoval _ -> {}
      }
    }
    return new SentMessage(form, List.copyOf(texts));
  }

  /** Returns how {@code changes}, all of {@code message}, send it. */
  static SentMessage of(List<PlannedChange> changes, Prompt prompt, Message message) {
    if (changes.isEmpty()) {
      return RAW;
    }
    List<PromptPart.TextPart> parts = texts(message);
    List<PinnedEdit> edits = new ArrayList<>(changes.size());
    List<SentText> texts = new ArrayList<>(changes.size());
    for (PlannedChange plannedChange : changes) {
      switch (plannedChange) {
        case PlannedChange.TextRewrite c -> {
          int at = place(parts, c.part());
          TextPatch patch = c.put().patch(() -> prompt.text(c.part()));
          edits.add(new PinnedEdit.PinnedRewrite(at, c.layer(), patch));
          texts.add(new SentText(at, false, c.put(), c.layer(), c.tokensBefore(), c.tokensAfter()));
        }
        case PlannedChange.TextPrepend c -> {
          int at = place(parts, c.part());
          edits.add(new PinnedEdit.PinnedPrepend(at, c.layer(), c.text()));
          texts.add(
              new SentText(at, true, new TextReplacement(c.text()), c.layer(), 0, c.tokensAfter()));
        }
        case PlannedChange.MessageDrop c -> edits.add(new PinnedEdit.PinnedRemoval(c.layer()));
        case PlannedChange.WithoutReasoning _ -> edits.add(new PinnedEdit.ReasoningRemoval());
      }
    }
    return new SentMessage(new PinnedMessage(edits), List.copyOf(texts));
  }

  /** Adds to {@code out} what sends {@code message} so again. */
  void addChanges(Prompt prompt, Message message, PromptTokens counts, List<PlannedChange> out) {
    if (form.isRaw()) {
      return;
    }
    for (PinnedEdit edit : form.edits()) {
      if (edit instanceof PinnedEdit.PinnedRemoval(Layer layer)) {
        int size = counts.count(prompt, message);
        out.add(
            new PlannedChange.MessageDrop(message.index(), message.span(), layer, size, 0, REASON));
        return;
      }
    }
    int first = out.size();
    List<PromptPart.TextPart> parts = texts(message);
    for (SentText text : texts) {
      PromptPart.TextPart part = parts.get(text.text);
      out.add(
          text.before
              ? new PlannedChange.TextPrepend(
                  message.index(), part, text.put.text(), text.layer, 0, text.tokensSent, REASON)
              : new PlannedChange.TextRewrite(
                  message.index(),
                  part,
                  text.put,
                  text.layer,
                  text.tokens,
                  text.tokensSent,
                  REASON));
    }
    if (form.isWithoutReasoning()) {
      PlannedChange.WithoutReasoning without =
          ReasoningEdits.removeThinking(prompt, message, counts);
      if (without == null) {
        without = ReasoningEdits.folded(prompt, message, counts);
      }
      if (without != null) {
        out.add(without);
        out.subList(first, out.size()).sort(PlanBuilder.ORDER);
      }
    }
  }

  /**
   * Returns what was sent for each text of {@code message}: the text itself where it was not
   * changed, nothing where the message did not go out.
   */
  List<String> sent(Message message, Message read, List<String> originals) {
    if (form.isRemoved()) {
      return Collections.nCopies(originals.size(), "");
    }
    if (texts.isEmpty()) {
      return originals;
    }
    List<PromptPart.TextPart> parts = texts(message);
    List<PromptPart.TextPart> seen = texts(read);
    List<String> sent = new ArrayList<>(originals);
    for (SentText text : texts) {
      int at = text.before ? -1 : seen.indexOf(parts.get(text.text));
      if (at >= 0) {
        sent.set(at, text.put.text());
      }
    }
    return sent;
  }

  private static int place(List<PromptPart.TextPart> parts, PromptPart.TextPart part) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).literal().equals(part.literal())) {
        return i;
      }
    }
    throw new IllegalArgumentException("a text that is not in the message");
  }

  private static List<PromptPart.TextPart> texts(Message message) {
    List<PromptPart.TextPart> texts = new ArrayList<>();
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart textPart) {
        texts.add(textPart);
      } else if (promptPart instanceof PromptPart.ToolResult result) {
        texts.addAll(result.texts());
      }
    }
    return texts;
  }
}

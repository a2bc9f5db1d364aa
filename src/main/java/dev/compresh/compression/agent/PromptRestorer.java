package dev.compresh.compression.agent;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.MessageText;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.dedup.LineIndex;
import dev.compresh.compression.dedup.PointerReader;
import dev.compresh.compression.dedup.ResultName;
import dev.compresh.compression.dedup.ResultNames;
import dev.compresh.compression.output.ToolOutputCompressor;
import dev.compresh.compression.plaintext.InlineResults;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the results of tools from a forwarded prompt alone: lines in the place of references,
 * numbers before lines that a thinned gutter left without.
 */
public final class PromptRestorer {
  private final ElisionMarkers elisionMarkers;
  private final ToolOutputCompressor toolOutputCompressor;
  private final StartedCommands started = new StartedCommands();
  private final ToolCalls toolCalls = new ToolCalls();
  private final ResultNames names = new ResultNames();
  private final LineIndex lineIndex = new LineIndex();
  private final PointerReader pointers;
  private final List<RestoredPart> restored = new ArrayList<>();

  /**
   * One text of a result.
   *
   * @param message index of the message in the forwarded prompt
   * @param forwarded its text there
   * @param text it with all that was done to it undone, null where a reference leads nowhere or to
   *     several places
   */
  public record RestoredPart(int message, ToolUse use, String forwarded, @Nullable String text) {}

  /**
   * Returns whether {@code restored} is what the tool printed in {@code original}: byte for byte,
   * but for what a terminal does not show and for blanks in JSON.
   */
  public static boolean isSame(
      ToolUse use, String restored, String original, ElisionMarkers elisionMarkers) {
    if (restored.equals(original)) {
      return true;
    }
    OutputEnclosure is = OutputEnclosure.of(restored);
    OutputEnclosure was = OutputEnclosure.of(original);
    ToolOutputCompressor toolOutputCompressor = new ToolOutputCompressor(elisionMarkers);
    return is.head().equals(was.head())
        && is.tail().equals(was.tail())
        && toolOutputCompressor
            .normalize(use, toolOutputCompressor.shown(use, is.body()))
            .equals(
                toolOutputCompressor.normalize(use, toolOutputCompressor.shown(use, was.body())));
  }

  private PromptRestorer(ElisionMarkers elisionMarkers) {
    this.elisionMarkers = elisionMarkers;
    this.toolOutputCompressor = new ToolOutputCompressor(elisionMarkers);
    this.pointers = new PointerReader(elisionMarkers, names, lineIndex);
  }

  /** All results of {@code forwarded}, in order. */
  public static List<RestoredPart> restore(Prompt forwarded, ElisionMarkers elisionMarkers) {
    Prompt prompt = InlineResults.locate(forwarded);
    PromptRestorer restorer = new PromptRestorer(elisionMarkers);
    for (Message message : prompt.messages()) {
      MessageText messageText = MessageText.of(prompt, message);
      restorer.calls(message, messageText);
      restorer.results(message, messageText.texts());
    }
    return restorer.restored;
  }

  private void calls(Message message, MessageText messageText) {
    Iterator<String> arguments = messageText.arguments().iterator();
    boolean any = false;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.ToolCall call && arguments.hasNext()) {
        toolCalls.add(message.index(), call.id(), ToolUse.read(call.name(), arguments.next()));
        any = true;
      }
    }
    if (!any && message.role() == MessageRole.ASSISTANT) {
      ToolUse use = TextCalls.last(String.join("\n", messageText.texts()));
      if (use != null) {
        toolCalls.add(message.index(), InlineResults.CALL, use);
      }
    }
  }

  private void results(Message message, List<String> texts) {
    int at = 0;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart) {
        at++;
      } else if (promptPart instanceof PromptPart.ToolResult result) {
        ToolUse use = started.resolve(toolCalls.find(result.callId()));
        if (result.callId().equals(InlineResults.CALL) && at < texts.size()) {
          use = InlineHeading.use(texts.get(at), use);
        }
        ResultParts parts = ResultParts.of(texts.subList(at, at + result.texts().size()));
        for (int i = 0; i < result.texts().size(); i++) {
          String text = texts.get(at++);
          started.add(message.index(), use, text);
          ResultName name = parts.name(names, message.index(), use, i);
          restored.add(result(message.index(), use, name, text));
        }
      }
    }
  }

  private RestoredPart result(int message, ToolUse use, ResultName name, String text) {
    String printed = pointers.restore(use, text, name.number());
    lineIndex.add(message, name, ForwardedLines.read(use, text, elisionMarkers));
    return new RestoredPart(message, use, text, printed == null ? null : original(use, printed));
  }

  private String original(ToolUse use, String printed) {
    OutputEnclosure around = OutputEnclosure.ofForwarded(printed);
    return around.original(toolOutputCompressor.restore(use, around.body()));
  }
}

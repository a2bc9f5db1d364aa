package dev.compresh.compression.plaintext;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees the results of tools that agents put into messages of the user, since they let the model
 * call tools in plain text: those parts become {@link PromptPart.ToolResult}s of the call {@value
 * #CALL}. Only an answer to an assistant that called something counts, and only where it begins as
 * one of the known programs begins it; a user's own words stay what they are.
 */
public final class InlineResults {
  /** The id of every call that was made in plain text: the last one counts. */
  public static final String CALL = "text";

  private InlineResults() {}

  /** {@code prompt}, or one that says where such results stand; the bytes are the same. */
  public static Prompt locate(Prompt prompt) {
    List<Message> messages = prompt.messages();
    List<Message> seen = null;
    for (int i = 0; i < messages.size(); i++) {
      Message before = i == 0 ? null : messages.get(i - 1);
      List<PromptPart> parts = parts(prompt, messages.get(i), before);
      if (parts != null) {
        seen = seen == null ? new ArrayList<>(messages) : seen;
        Message m = messages.get(i);
        seen.set(i, new Message(m.index(), m.role(), m.span(), parts, m.digest(), m.spoken()));
      }
    }
    return seen == null
        ? prompt
        : new Prompt(
            prompt.body(),
            prompt.dialect(),
            prompt.envelope(),
            List.copyOf(seen),
            prompt.array(),
            prompt.plain());
  }

  /**
   * The parts of {@code message} as they are to be seen, null where nothing is to be seen in
   * another way.
   */
  private static @Nullable List<PromptPart> parts(
      Prompt prompt, Message message, @Nullable Message before) {
    if (message.role() != MessageRole.USER) {
      return null;
    }
    if (plain(prompt, message)) {
      return null;
    }
    List<PromptPart> parts = new ArrayList<>(message.parts());
    // Cline's heading opens the parts behind it, too; else a part is a result or none.
    boolean open = false;
    boolean changed = false;
    CalledTool calledTool = new CalledTool(prompt, before);
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof PromptPart.TextPart textPart)) {
        continue;
      }
      String opening = TextOpening.read(prompt.body(), textPart.literal());
      String tool = ResultHeading.tool(opening);
      if (ResultHeading.ofFiles(opening)) {
        parts.set(i, new PromptPart.FixedPart(textPart.span(), "files"));
        changed = true;
      } else if (!tool.isEmpty() || ResultHeading.ofOther(opening)) {
        open = !tool.isEmpty() && begins(opening, calledTool);
      }
      if (open || (tool.isEmpty() && begins(opening, calledTool))) {
        parts.set(i, result(textPart));
        changed = true;
      }
    }
    return changed ? List.copyOf(parts) : null;
  }

  /**
   * Returns whether by their first bytes none of its texts can begin as a result does: most
   * messages.
   */
  private static boolean plain(Prompt prompt, Message message) {
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart textPart
          && ResultHeading.may(prompt.body()[textPart.literal().start() + 1])) {
        return false;
      }
    }
    return true;
  }

  private static boolean begins(String opening, CalledTool calledTool) {
    if (ResultHeading.ofRun(opening)) {
      return true;
    }
    String tool = ResultHeading.tool(opening);
    return (!tool.isEmpty() || ResultHeading.ofResult(opening)) && calledTool.has(tool);
  }

  private static PromptPart result(PromptPart.TextPart textPart) {
    return new PromptPart.ToolResult(
        textPart.span(), CALL, false, List.of(textPart), true, textPart.cacheControl());
  }
}

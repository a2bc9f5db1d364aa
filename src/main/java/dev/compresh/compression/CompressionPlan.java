package dev.compresh.compression;

import dev.compresh.dialect.Prompt;
import dev.compresh.json.BodyEdit;
import dev.compresh.json.BodySplicer;
import dev.compresh.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes to make in a prompt.
 *
 * @param changes at most one rewrite or drop for each place, in the order of the messages
 * @param original input tokens of the prompt as sent by the client
 * @param forwarded input tokens once the changes are made; never above {@code original}
 * @param note why nothing was done, where nothing was ("short", "off", …); {@link #TIME_LIMIT} also
 *     where not all was; else empty
 */
public record CompressionPlan(
    List<PlannedChange> changes, int original, int forwarded, String note) {

  /** The note of a plan that the emergency exit cut short. */
  public static final String TIME_LIMIT = "time limit";

  public static CompressionPlan untouched(int tokens, String note) {
    return new CompressionPlan(List.of(), tokens, tokens, note);
  }

  /** The body to forward: the client's own array where there is nothing to change. */
  public byte[] apply(Prompt prompt) {
    return changes.isEmpty() ? prompt.body() : BodySplicer.apply(prompt.body(), edits());
  }

  /** The changes as edits of the prompt's body, so that others can be made along with them. */
  public List<BodyEdit> edits() {
    return edits(changes);
  }

  /** {@code changes} as edits of the body of their prompt. */
  public static List<BodyEdit> edits(List<PlannedChange> changes) {
    List<BodyEdit> edits = new ArrayList<>(changes.size());
    for (PlannedChange plannedChange : changes) {
      switch (plannedChange) {
        case PlannedChange.TextRewrite c ->
            edits.add(new BodyEdit.ReplaceEdit(c.part().literal(), c.put().json()));
        case PlannedChange.TextPrepend c ->
            edits.add(
                new BodyEdit.InsertEdit(
                    c.part().literal().start() + 1, JsonText.encodeUnquoted(c.text())));
        case PlannedChange.MessageDrop c -> edits.add(new BodyEdit.RemoveEdit(c.span()));
        case PlannedChange.WithoutReasoning c -> edits.addAll(ReasoningEdits.remove(c));
      }
    }
    return edits;
  }
}

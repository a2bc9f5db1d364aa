package dev.compresh.compression.agent;

import dev.compresh.compression.output.JsonEnvelope;
import java.util.List;

/**
 * The text that an agent puts around a tool's output. The words of the agent stay as they are.
 *
 * @param head what comes before
 * @param body what the tool printed
 * @param tail what comes after
 */
record OutputEnclosure(String head, String body, String tail) {
  /** Lines within which what the tool printed begins. */
  private static final int HEAD_LINES = 14;

  /** First words of headings that end with a line {@code Output:} (Codex and its kin). */
  private static final List<String> HEADINGS =
      List.of("Exit code:", "Chunk ID:", "Wall time:", "Process exited", "[execute_command");

  /** Where words of the user, or of the agent about the world, begin again (Cline, Roo). */
  private static final List<String> TAILS =
      List.of("\n<environment_details>", "\n<feedback>", "\n<user_message>", "\n# task_progress");

  static OutputEnclosure of(String text) {
    JsonEnvelope json = JsonEnvelope.of(text);
    if (json != null) {
      return new OutputEnclosure(json.head(), json.body(), "");
    }
    OutputEnclosure around = ofText(text);
    JsonEnvelope inner = ScriptHeading.opens(around.head) ? JsonEnvelope.of(around.body) : null;
    return inner == null
        ? around
        : new OutputEnclosure(around.head + inner.head(), inner.body(), around.tail);
  }

  /** The parts of a result that was forwarded, where JSON around a text comes before it. */
  static OutputEnclosure ofForwarded(String forwarded) {
    OutputEnclosure around =
        JsonEnvelope.restore(forwarded) == null
            ? ofText(forwarded)
            : new OutputEnclosure("", forwarded, "");
    boolean bare = !around.head.isEmpty() && !ScriptHeading.opens(around.head);
    if (bare || JsonEnvelope.restore(around.body) == null) {
      return around;
    }
    int feed = around.body.indexOf('\n') + 1;
    return new OutputEnclosure(
        around.head + around.body.substring(0, feed), around.body.substring(feed), around.tail);
  }

  private static OutputEnclosure ofText(String text) {
    int from = locateStart(text);
    int end = end(text, from);
    return new OutputEnclosure(
        text.substring(0, from), text.substring(from, end), text.substring(end));
  }

  String wrap(String printed) {
    return head.isEmpty() && tail.isEmpty() ? printed : head + printed + tail;
  }

  /** {@code printed} with what the agent itself put around it. */
  String original(String printed) {
    String whole = wrap(printed);
    String json = JsonEnvelope.restore(whole);
    if (json == null && ScriptHeading.opens(whole)) {
      OutputEnclosure around = ofText(whole);
      String inner = JsonEnvelope.restore(around.body);
      return inner == null ? whole : around.wrap(inner);
    }
    return json == null ? whole : json;
  }

  private static int locateStart(String text) {
    int line = 0;
    boolean headed = HEADINGS.stream().anyMatch(text::startsWith) || ScriptHeading.opens(text);
    boolean inline = text.startsWith("[") && text.startsWith("] Result:\n", text.indexOf(']'));
    for (int n = 0; n < HEAD_LINES; n++) {
      int feed = text.indexOf('\n', line);
      if (feed < 0) {
        return 0;
      }
      String said = text.substring(line, feed).strip();
      boolean last = said.equals("<output>") || said.equals("<stdout>");
      boolean opens = headed && (said.equals("Output:") || said.equals("Terminal output:"));
      boolean result = inline && n == 0 && said.endsWith("] Result:");
      if (last || opens || (result && !headed)) {
        return feed + 1;
      }
      line = feed + 1;
    }
    return 0;
  }

  private static int end(String text, int from) {
    String closing = text.startsWith("<output>\n", from - 9) ? "</output>" : "";
    int end = closing.isEmpty() ? -1 : text.lastIndexOf(closing);
    if (end >= from) {
      return end;
    }
    end = text.length();
    for (String tail : TAILS) {
      int at = text.indexOf(tail, from);
      end = at >= 0 ? Math.min(end, at + 1) : end;
    }
    return end;
  }
}

package dev.compresh.admin.peek;

import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what of a request was forwarded, message by message, next to what the client sent. */
final class PeekText {
  /** Characters of one text. */
  private static final int MOST_TEXT = 20_000;

  /** Characters of all. */
  private static final int MOST_SHOWN = 500_000;

  /** The last messages; and those before them that were changed, as far as there is room. */
  private static final int LAST = 6;

  private PeekText() {}

  static String render(String requestId, Prompt prompt, List<PlannedChange> changes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("request_id", requestId);
    ArrayNode messages = json.putArray("messages");
    Map<Integer, List<PlannedChange>> byMessage =
        changes.stream().collect(Collectors.groupingBy(PlannedChange::message));
    int left = MOST_SHOWN;
    int last = prompt.messages().size() - LAST;
    for (Message message : prompt.messages()) {
      List<PlannedChange> own = byMessage.getOrDefault(message.index(), List.of());
      if ((own.isEmpty() && message.index() < last) || left <= 0) {
        continue;
      }
      ObjectNode one = messages.addObject();
      one.put("index", message.index());
      one.put("role", message.role().name().toLowerCase(Locale.ROOT));
      left -= write(one, prompt, message, own);
    }
    return json.toString();
  }

  private static int write(
      ObjectNode one, Prompt prompt, Message message, List<PlannedChange> changes) {
    Map<PromptPart.TextPart, PlannedChange> rewritten = new HashMap<>();
    boolean dropped = false;
    for (PlannedChange change : changes) {
      switch (change) {
        case PlannedChange.TextRewrite rewrite -> rewritten.put(rewrite.part(), rewrite);
        case PlannedChange.TextPrepend prepend -> rewritten.put(prepend.part(), prepend);
        case PlannedChange.MessageDrop _ -> dropped = true;
        case PlannedChange.WithoutReasoning _ -> {}
      }
    }
    StringBuilder original = new StringBuilder();
    StringBuilder forwarded = new StringBuilder();
    ArrayNode cuts = JsonNodeFactory.instance.arrayNode();
    for (PromptPart part : message.parts()) {
      switch (part) {
        case PromptPart.TextPart text -> add(prompt, text, rewritten, original, forwarded, cuts);
        case PromptPart.ToolResult result ->
            result.texts().forEach(text -> add(prompt, text, rewritten, original, forwarded, cuts));
        case PromptPart.ToolCall call -> both(original, forwarded, "[calls " + call.name() + "]");
        case PromptPart.NamePart name -> both(original, forwarded, "[name " + name.name() + "]");
        case PromptPart.FixedPart fixed -> both(original, forwarded, "[" + fixed.type() + "]");
      }
    }
    rewritten.forEach((part, change) -> inline(prompt, part, change, original, forwarded, cuts));
    for (PlannedChange change : changes) {
      if (change instanceof PlannedChange.MessageDrop
          || change instanceof PlannedChange.WithoutReasoning) {
        int to = change instanceof PlannedChange.MessageDrop ? original.length() : 0;
        cut(cuts, change, 0, Math.min(to, MOST_TEXT));
      }
    }
    String before = shorten(original);
    String after = dropped ? "" : shorten(forwarded);
    one.put("original", before).put("forwarded", after).set("cuts", cuts);
    return before.length() + after.length();
  }

  private static void both(StringBuilder one, StringBuilder other, String text) {
    one.append(one.isEmpty() ? "" : "\n").append(text);
    other.append(other.isEmpty() ? "" : "\n").append(text);
  }

  private static void add(
      Prompt prompt,
      PromptPart.TextPart part,
      Map<PromptPart.TextPart, PlannedChange> rewritten,
      StringBuilder original,
      StringBuilder forwarded,
      ArrayNode cuts) {
    if (original.length() > MOST_TEXT && forwarded.length() > MOST_TEXT) {
      return;
    }
    String was = prompt.text(part);
    PlannedChange change = rewritten.remove(part);
    String is =
        switch (change) {
          case PlannedChange.TextRewrite rewrite -> rewrite.text();
          case PlannedChange.TextPrepend prepend -> prepend.text() + was;
          case null, default -> was;
        };
    original.append(original.isEmpty() ? "" : "\n");
    forwarded.append(forwarded.isEmpty() ? "" : "\n");
    int begin = original.length();
    original.append(was);
    forwarded.append(is);
    if (change != null) {
      mark(cuts, change, begin, was, is);
    }
  }

  /** A change of a text within a part, such as a tool's result that appears in a message. */
  private static void inline(
      Prompt prompt,
      PromptPart.TextPart part,
      PlannedChange change,
      StringBuilder original,
      StringBuilder forwarded,
      ArrayNode cuts) {
    if (change instanceof PlannedChange.TextRewrite rewrite) {
      String was = prompt.text(part);
      int at = original.indexOf(was);
      int there = forwarded.indexOf(was);
      if (at >= 0 && there >= 0) {
        forwarded.replace(there, there + was.length(), rewrite.text());
        mark(cuts, change, at, was, rewrite.text());
      }
    }
  }

  /** Marks what differs between the ends that are alike. */
  private static void mark(ArrayNode cuts, PlannedChange change, int begin, String was, String is) {
    int most = Math.min(was.length(), is.length());
    int head = 0;
    while (head < most && was.charAt(head) == is.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && was.charAt(was.length() - 1 - tail) == is.charAt(is.length() - 1 - tail)) {
      tail++;
    }
    int from = Math.min(MOST_TEXT, begin + head);
    cut(cuts, change, from, Math.min(MOST_TEXT, begin + was.length() - tail));
  }

  private static void cut(ArrayNode cuts, PlannedChange change, int from, int to) {
    cuts.addObject()
        .put("layer", change.layer().label())
        .put("reason", change.reason())
        .put("from", from)
        .put("to", Math.max(from, to))
        .put("restore", restore(change.layer()));
  }

  private static String restore(Layer layer) {
    return switch (layer) {
      case TOOL_OUTPUT, EVICTION -> "calling the tool again brings it back";
      case DEDUP -> "the same lines stand earlier in the conversation";
      case CHAT_MEMORY -> "the gist stays; the turns come back when a question needs them";
      case RECALL -> "nothing is missing: this was added";
      case REASONING -> "";
    };
  }

  private static String shorten(StringBuilder text) {
    if (text.length() <= MOST_TEXT) {
      return text.toString();
    }
    int end = Character.isHighSurrogate(text.charAt(MOST_TEXT - 1)) ? MOST_TEXT - 1 : MOST_TEXT;
    return text.substring(0, end) + "…";
  }
}

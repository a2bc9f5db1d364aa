package dev.compresh.replay;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A tool call in a SpecStory history.
 *
 * @param arguments as JSON, as far as the text says
 * @param output the text of the result
 */
record SpecStoryToolUse(String name, String arguments, String output) {
  private static final String SUMMARY_END = "</summary>";

  /** A block of code, or the lines between two. */
  private record SpecStoryPiece(boolean isCode, String text) {}

  /** The call in {@code element}, from {@code <tool-use} to its end. */
  static SpecStoryToolUse of(String element) {
    String open = element.substring(0, Math.max(0, element.indexOf('>')));
    String name = attribute(open, "data-tool-name");
    String type = attribute(open, "data-tool-type");
    int summary = element.indexOf(SUMMARY_END);
    String head = summary < 0 ? "" : element.substring(0, summary);
    String body = element.substring(summary < 0 ? open.length() : summary + SUMMARY_END.length());
    List<SpecStoryPiece> pieces = pieces(body);
    List<SpecStoryPiece> blocks = pieces.stream().filter(SpecStoryPiece::isCode).toList();
    String inline = inline(pieces);
    boolean answered = blocks.size() > 1 || (blocks.size() == 1 && !isInput(type, inline));
    String input = !inline.isEmpty() ? inline : blocks.size() > 1 ? blocks.getFirst().text() : "";
    if (input.isEmpty()) {
      input = blocks.size() == 1 && !answered ? blocks.getFirst().text() : target(head);
    }
    String output = answered ? blocks.getLast().text() : blocks.isEmpty() ? prose(pieces) : "";
    String member =
        switch (type) {
          case "shell" -> "command";
          case "read", "write" -> "file_path";
          default -> "input";
        };
    String arguments = JsonNodeFactory.instance.objectNode().put(member, input.strip()).toString();
    return new SpecStoryToolUse(name.isEmpty() ? "tool" : name, arguments, output);
  }

  /**
   * Returns whether the only block of code of a call is what was called: its input is nowhere else.
   */
  private static boolean isInput(String type, String inline) {
    return type.equals("shell") && inline.isEmpty();
  }

  private static String attribute(String tag, String attribute) {
    int at = tag.indexOf(attribute + "=\"");
    if (at < 0) {
      return "";
    }
    int start = at + attribute.length() + 2;
    int end = tag.indexOf('"', start);
    return end < 0 ? "" : tag.substring(start, end);
  }

  /** Returns what a heading says after its last colon: a file, a command, a query. */
  private static String target(String head) {
    int colon = head.lastIndexOf(": ");
    return colon < 0 ? "" : head.substring(colon + 2).strip();
  }

  private static List<SpecStoryPiece> pieces(String body) {
    List<SpecStoryPiece> pieces = new ArrayList<>();
    MarkdownFence fence = new MarkdownFence();
    StringBuilder text = new StringBuilder();
    for (String line : body.lines().toList()) {
      boolean before = fence.isOpen();
      boolean code = fence.contains(line);
      boolean edge = before != fence.isOpen();
      if (edge) {
        pieces.add(new SpecStoryPiece(before, text.toString()));
        text.setLength(0);
      } else if (code || !isTag(line)) {
        text.append(text.isEmpty() ? "" : "\n").append(line);
      }
    }
    pieces.add(new SpecStoryPiece(false, text.toString()));
    return pieces;
  }

  private static boolean isTag(String line) {
    String stripped = line.strip();
    return stripped.startsWith("</details>")
        || stripped.startsWith("</tool-use>")
        || stripped.equals("<details>");
  }

  /** The first line outside of code blocks that is all code. */
  private static String inline(List<SpecStoryPiece> pieces) {
    for (SpecStoryPiece specStoryPiece : pieces) {
      for (String line :
          specStoryPiece.isCode() ? List.<String>of() : specStoryPiece.text().lines().toList()) {
        String stripped = line.strip();
        if (stripped.length() > 2 && stripped.startsWith("`") && stripped.endsWith("`")) {
          return stripped.substring(1, stripped.length() - 1);
        }
      }
    }
    return "";
  }

  private static String prose(List<SpecStoryPiece> pieces) {
    StringBuilder text = new StringBuilder();
    pieces.forEach(specStoryPiece -> text.append(specStoryPiece.text()));
    return text.toString().strip();
  }
}

package dev.compresh.compression.agent;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.dedup.ForwardedText;
import dev.compresh.compression.output.LineNumberGutter;

/** Reads forwarded results, and tells what a tool printed from what the agent put around it. */
final class ForwardedLines {
  private ForwardedLines() {}

  static ForwardedText read(ToolUse use, String text, ElisionMarkers elisionMarkers) {
    ForwardedText lines = ForwardedText.read(use, text, elisionMarkers);
    OutputEnclosure around = OutputEnclosure.ofForwarded(text);
    String body = around.body();
    if (!(around.head() + body + around.tail()).equals(text)) {
      return lines.slice(0, -1, true);
    }
    int from = LineNumberGutter.lines(around.head()).size() - 1;
    // What comes after on the same line keeps the last line from standing alone.
    boolean open = !around.tail().isEmpty() && !body.endsWith("\n");
    String printed = body.endsWith("\n") ? body.substring(0, body.length() - 1) : body;
    int end = from + LineNumberGutter.lines(printed).size();
    return lines.slice(from, open ? end - 1 : end, open);
  }
}

package dev.compresh.compress.agent;

import dev.compresh.compress.Markers;
import dev.compresh.compress.ToolUse;
import dev.compresh.compress.birth.Gutter;
import dev.compresh.compress.repeat.ForwardedText;

/** Reads forwarded results, and tells what a tool printed from what the agent put around it. */
final class ForwardedLines {
  private ForwardedLines() {}

  static ForwardedText read(ToolUse use, String text, Markers markers) {
    ForwardedText lines = ForwardedText.read(use, text, markers);
    Enclosure around = Enclosure.of(text);
    String body = around.body();
    boolean apart = around.tail().isEmpty() || body.endsWith("\n");
    boolean same = (around.head() + body + around.tail()).equals(text);
    if (!apart || !same) {
      return lines.within(0, -1);
    }
    int from = Gutter.lines(around.head()).size() - 1;
    String printed = body.endsWith("\n") ? body.substring(0, body.length() - 1) : body;
    return lines.within(from, from + Gutter.lines(printed).size());
  }
}

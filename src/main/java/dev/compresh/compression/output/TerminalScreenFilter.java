package dev.compresh.compression.output;

import dev.compresh.compression.command.OutputKind;

/** Shows what a terminal shows in the end: without control codes and overwritten text. */
final class TerminalScreenFilter implements OutputFilter {
  @Override
  public String name() {
    return "terminal_screen";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.INVISIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.SHELL) || (source.isOf(OutputKind.TEXT) && source.isTerminal());
  }

  @Override
  public String apply(String text) {
    return AnsiSequences.screen(text);
  }
}

package dev.compresh.compression.output;

import dev.compresh.compression.command.OutputKind;

/** Takes away colours and other control codes, and leaves lines as they are. */
final class TerminalStyleFilter implements OutputFilter {
  @Override
  public String name() {
    return "terminal_styles";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.INVISIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.DIFF)
        || (source.isOf(OutputKind.SEARCH, OutputKind.LISTING) && source.isCommand());
  }

  @Override
  public String apply(String text) {
    return AnsiSequences.bare(text);
  }
}

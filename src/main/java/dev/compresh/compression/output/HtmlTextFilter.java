package dev.compresh.compression.output;

import dev.compresh.compression.command.OutputKind;

/** Prints pages as the text that a reader sees. */
final class HtmlTextFilter implements OutputFilter {
  @Override
  public String name() {
    return "html_text";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.SAMPLED;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.TEXT, OutputKind.SHELL, OutputKind.DATA);
  }

  @Override
  public String apply(String text) {
    return HtmlToText.text(text);
  }
}

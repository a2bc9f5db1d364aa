package dev.compresh.compression.output;

import dev.compresh.compression.command.OutputKind;

/** Prints hits of a search under the file that they are in. */
final class SearchHitFilter implements OutputFilter {
  @Override
  public String name() {
    return "search_hits";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.REVERSIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.SEARCH);
  }

  @Override
  public String apply(String text) {
    return SearchResultGrouper.group(text);
  }

  @Override
  public String restore(String text) {
    return SearchResultGrouper.ungroup(text);
  }
}

package dev.compresh.compression.output;

import dev.compresh.compression.command.OutputKind;

/** Prints JSON without blanks, and uniform arrays as tables. */
final class JsonFilter implements OutputFilter {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.REVERSIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.DATA)
        || source.isQuery()
        || (source.isOf(OutputKind.LISTING) && !source.isCommand());
  }

  @Override
  public String apply(String text) {
    return JsonBlocks.shrink(text);
  }

  @Override
  public String restore(String text) {
    return JsonBlocks.restore(text);
  }

  @Override
  public String normalize(String text) {
    return JsonBlocks.normalize(text);
  }
}

package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.command.CommandPurpose;

/** Folds all rows that are alike, of commands that build, check or install. */
final class SimilarRowFilter implements OutputFilter {
  private final LogFolder logFolder;

  SimilarRowFilter(ElisionMarkers elisionMarkers) {
    this.logFolder = new LogFolder(elisionMarkers);
  }

  @Override
  public String name() {
    return "similar_rows";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.SAMPLED;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isReport() && source.purpose() == CommandPurpose.BUILD;
  }

  @Override
  public String apply(String text) {
    return logFolder.fold(text);
  }
}

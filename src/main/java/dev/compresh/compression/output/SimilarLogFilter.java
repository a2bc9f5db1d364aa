package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.command.CommandPurpose;

/**
 * Folds rows of logs that are alike; other rows of programs stay, since a later step looks for one
 * by its text.
 */
final class SimilarLogFilter implements OutputFilter {
  private final LogFolder logFolder;

  SimilarLogFilter(ElisionMarkers elisionMarkers) {
    this.logFolder = new LogFolder(elisionMarkers);
  }

  @Override
  public String name() {
    return "similar_logs";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.SAMPLED;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isReport() && source.purpose() == CommandPurpose.OTHER;
  }

  @Override
  public String apply(String text) {
    return logFolder.foldLogs(text);
  }
}

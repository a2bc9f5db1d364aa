package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import java.util.List;

/** All output filters, in the order in which they run. */
final class OutputFilters {
  private final List<OutputFilter> filters;

  OutputFilters(ElisionMarkers elisionMarkers) {
    filters =
        List.of(
            new TerminalScreenFilter(),
            new TerminalStyleFilter(),
            new HtmlTextFilter(),
            new DiffFolder(elisionMarkers),
            new EncodedBlobTruncator(elisionMarkers),
            new ProgressLineFolder(elisionMarkers),
            new PassedTestFolder(elisionMarkers),
            new StackTraceFolder(elisionMarkers),
            new SimilarRowFilter(elisionMarkers),
            new SimilarLogFilter(elisionMarkers),
            new GoRunFolder(elisionMarkers),
            new JsonFilter(),
            new CsvTable(),
            new SearchHitFilter(),
            new DirectoryTree(),
            new LongListing(),
            new PathListFolder(),
            new RepeatedLineFolder(elisionMarkers));
  }

  /** Returns all of them. */
  List<OutputFilter> all() {
    return filters;
  }

  /** The filters for what {@code use} gave. */
  List<OutputFilter> select(ToolUse use) {
    OutputSource source = OutputSource.of(use);
    return filters.stream().filter(filter -> filter.appliesTo(source)).toList();
  }
}

package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.List;

/** The filters for each kind of output, in the order in which they run. */
final class OutputFilters {
  private final List<OutputFilter> files;
  private final List<OutputFilter> texts;
  private final List<OutputFilter> printedTexts;
  private final List<OutputFilter> hits;
  private final List<OutputFilter> listings;
  private final List<OutputFilter> names;
  private final List<OutputFilter> diffs;
  private final List<OutputFilter> programs;
  private final List<OutputFilter> runs;
  private final List<OutputFilter> queries;
  private final List<OutputFilter> records;

  OutputFilters(ElisionMarkers elisionMarkers) {
    SameLines same = new SameLines(elisionMarkers);
    EncodedBlobTruncator encodedBlobTruncator = new EncodedBlobTruncator(elisionMarkers);
    OutputFilter screen = OutputFilter.invisible("terminal screen", AnsiSequences::screen);
    OutputFilter styles = OutputFilter.invisible("terminal styles", AnsiSequences::bare);
    OutputFilter progress =
        OutputFilter.counted("progress", new ProgressLineFolder(elisionMarkers)::fold);
    OutputFilter passes =
        OutputFilter.counted("passed tests", new PassedTestFolder(elisionMarkers)::fold);
    OutputFilter html = OutputFilter.sampled("page as text", HtmlToText::text);
    OutputFilter codes = OutputFilter.sampled("encoded data", encodedBlobTruncator::cut);
    OutputFilter generated =
        OutputFilter.sampled("generated changes", new DiffFolder(elisionMarkers)::shorten);
    OutputFilter frames =
        OutputFilter.sampled("library frames", new StackTraceFolder(elisionMarkers)::fold);
    LogFolder logFolder = new LogFolder(elisionMarkers);
    OutputFilter rows = OutputFilter.sampled("similar rows", logFolder::fold);
    OutputFilter logs = OutputFilter.sampled("similar rows of logs", logFolder::foldLogs);
    OutputFilter json =
        new OutputFilter(
            "JSON",
            FilterClass.REVERSIBLE,
            JsonBlocks::shrink,
            JsonBlocks::restore,
            JsonBlocks::normalize);
    OutputFilter found =
        OutputFilter.reversible("hits by file", GrepHits::group, GrepHits::ungroup);
    OutputFilter folders =
        OutputFilter.reversible(
            "names by folder", PathListFolder::groupMany, PathListFolder::ungroup);
    OutputFilter tree = OutputFilter.reversible("tree", DirectoryTree::indent, DirectoryTree::draw);
    OutputFilter listing =
        OutputFilter.reversible("long listing", LongListing::narrow, LongListing::widen);
    OutputFilter csv = OutputFilter.reversible("CSV", CsvTable::hoist, CsvTable::restore);
    OutputFilter repeats = OutputFilter.reversible("repeated lines", same::collapse, same::expand);
    GoRuns runLines = new GoRuns(elisionMarkers);
    OutputFilter go = OutputFilter.reversible("Go RUN lines", runLines::drop, runLines::restore);
    files = List.of(codes);
    texts = List.of(html, codes, repeats);
    printedTexts = List.of(screen, html, codes, repeats);
    hits = List.of(styles, codes, found, folders);
    listings = List.of(styles, tree, listing, folders, repeats);
    names = join(List.of(json), withoutTerminal(listings));
    diffs = List.of(styles, generated, codes);
    // Rows of programs stay as they are: a later step looks for one by its text.
    List<OutputFilter> shown = List.of(screen, html, codes, progress);
    programs = join(shown, List.of(passes, frames, logs, go, repeats));
    runs = join(shown, List.of(passes, frames, rows, go, repeats));
    queries = join(shown, List.of(json, repeats));
    records = List.of(html, codes, json, csv, repeats);
  }

  /** The filters for what {@code use} gave. */
  List<OutputFilter> select(ToolUse use) {
    boolean printed = !use.command().isEmpty();
    return switch (OutputKind.of(use)) {
      case FILE -> files;
      case TEXT -> printed || use.isProgram() ? printedTexts : texts;
      case SEARCH -> printed ? hits : withoutTerminal(hits);
      case LISTING -> printed ? listings : names;
      case DIFF -> diffs;
      case SHELL -> ofPrograms(CommandLineParser.programs(use.command()));
      case DATA -> records;
    };
  }

  private List<OutputFilter> ofPrograms(List<List<String>> run) {
    // What git lists are files and commits.
    if (run.stream().anyMatch(p -> QueryCommands.is(p) || p.getFirst().equals("git"))) {
      return queries;
    }
    return run.stream().anyMatch(p -> BuildAndTestCommands.is(p.getFirst())) ? runs : programs;
  }

  @SafeVarargs
  private static List<OutputFilter> join(List<OutputFilter>... parts) {
    List<OutputFilter> all = new ArrayList<>();
    for (List<OutputFilter> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }

  /** Leaves out terminal filters, for tools that are not programs. */
  private static List<OutputFilter> withoutTerminal(List<OutputFilter> filters) {
    List<OutputFilter> rest = new ArrayList<>(filters);
    rest.removeIf(filter -> filter.filterClass() == FilterClass.INVISIBLE);
    return rest;
  }
}

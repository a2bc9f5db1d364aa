package dev.compresh.compress.birth;

import dev.compresh.compress.ElisionMarkers;
import dev.compresh.compress.ToolUse;
import java.util.ArrayList;
import java.util.List;

/** The filters for each kind of output, in the order in which they run. */
final class BirthFilters {
  private final List<BirthFilter> files;
  private final List<BirthFilter> texts;
  private final List<BirthFilter> printedTexts;
  private final List<BirthFilter> hits;
  private final List<BirthFilter> listings;
  private final List<BirthFilter> names;
  private final List<BirthFilter> diffs;
  private final List<BirthFilter> programs;
  private final List<BirthFilter> runs;
  private final List<BirthFilter> queries;
  private final List<BirthFilter> records;

  BirthFilters(ElisionMarkers elisionMarkers) {
    SameLines same = new SameLines(elisionMarkers);
    Blobs blobs = new Blobs(elisionMarkers);
    BirthFilter screen = BirthFilter.invisible("terminal screen", Terminal::screen);
    BirthFilter styles = BirthFilter.invisible("terminal styles", Terminal::bare);
    BirthFilter progress = BirthFilter.counted("progress", new Progress(elisionMarkers)::fold);
    BirthFilter passes = BirthFilter.counted("passed tests", new Passes(elisionMarkers)::fold);
    BirthFilter html = BirthFilter.sampled("page as text", Html::text);
    BirthFilter codes = BirthFilter.sampled("encoded data", blobs::cut);
    BirthFilter generated = BirthFilter.sampled("generated changes", new Diffs(elisionMarkers)::shorten);
    BirthFilter frames = BirthFilter.sampled("library frames", new Frames(elisionMarkers)::fold);
    Fold fold = new Fold(elisionMarkers);
    BirthFilter rows = BirthFilter.sampled("similar rows", fold::fold);
    BirthFilter logs = BirthFilter.sampled("similar rows of logs", fold::foldLogs);
    BirthFilter json =
        new BirthFilter(
            "JSON",
            FilterClass.REVERSIBLE,
            JsonBlocks::shrink,
            JsonBlocks::restore,
            JsonBlocks::normalize);
    BirthFilter found = BirthFilter.reversible("hits by file", GrepHits::group, GrepHits::ungroup);
    BirthFilter folders =
        BirthFilter.reversible("names by folder", Paths::groupMany, Paths::ungroup);
    BirthFilter tree = BirthFilter.reversible("tree", Tree::indent, Tree::draw);
    BirthFilter listing =
        BirthFilter.reversible("long listing", LongListing::narrow, LongListing::widen);
    BirthFilter csv = BirthFilter.reversible("CSV", Csv::hoist, Csv::restore);
    BirthFilter repeats = BirthFilter.reversible("repeated lines", same::collapse, same::expand);
    GoRuns runLines = new GoRuns(elisionMarkers);
    BirthFilter go = BirthFilter.reversible("Go RUN lines", runLines::drop, runLines::restore);
    files = List.of(codes);
    texts = List.of(html, codes, repeats);
    printedTexts = List.of(screen, html, codes, repeats);
    hits = List.of(styles, codes, found, folders);
    listings = List.of(styles, tree, listing, folders, repeats);
    names = join(List.of(json), withoutTerminal(listings));
    diffs = List.of(styles, generated, codes);
    // Rows of programs stay as they are: a later step looks for one by its text.
    List<BirthFilter> shown = List.of(screen, html, codes, progress);
    programs = join(shown, List.of(passes, frames, logs, go, repeats));
    runs = join(shown, List.of(passes, frames, rows, go, repeats));
    queries = join(shown, List.of(json, repeats));
    records = List.of(html, codes, json, csv, repeats);
  }

  /** The filters for what {@code use} gave. */
  List<BirthFilter> of(ToolUse use) {
    boolean printed = !use.command().isEmpty();
    return switch (Kind.of(use)) {
      case FILE -> files;
      case TEXT -> printed || use.isProgram() ? printedTexts : texts;
      case SEARCH -> printed ? hits : withoutTerminal(hits);
      case LISTING -> printed ? listings : names;
      case DIFF -> diffs;
      case SHELL -> ofPrograms(Shell.programs(use.command()));
      case DATA -> records;
    };
  }

  private List<BirthFilter> ofPrograms(List<List<String>> run) {
    // What git lists are files and commits.
    if (run.stream().anyMatch(p -> Queries.is(p) || p.getFirst().equals("git"))) {
      return queries;
    }
    return run.stream().anyMatch(p -> Runners.is(p.getFirst())) ? runs : programs;
  }

  @SafeVarargs
  private static List<BirthFilter> join(List<BirthFilter>... parts) {
    List<BirthFilter> all = new ArrayList<>();
    for (List<BirthFilter> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }

  /** What a tool that is no program prints stands on no terminal. */
  private static List<BirthFilter> withoutTerminal(List<BirthFilter> filters) {
    List<BirthFilter> rest = new ArrayList<>(filters);
    rest.removeIf(filter -> filter.filterClass() == FilterClass.INVISIBLE);
    return rest;
  }
}

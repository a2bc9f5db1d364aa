package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The class of a filter is its promise: it decides in which modes the filter runs. */
class FilterClassTest {
  private static final ToolOutputCompressor COMPRESSOR =
      new ToolOutputCompressor(ElisionMarkers.DEFAULT);
  private static final OutputFilters FILTERS = new OutputFilters(ElisionMarkers.DEFAULT);

  private static final List<String> COMMANDS =
      List.of("make", "pytest", "cat a", "curl a", "grep a b", "ls", "git diff", "psql", "./serve");

  @ParameterizedTest
  @CsvSource({
    "INVISIBLE, true, true, true",
    "REVERSIBLE, true, true, true",
    "COUNTED, false, true, true",
    "USED, false, true, true",
    "STALE, false, true, true",
    "REMEMBERED, false, true, true",
    "SAMPLED, false, false, true"
  })
  void classes_runInTheirModes(
      FilterClass filterClass, boolean lossless, boolean balanced, boolean max) {
    assertThat(filterClass.isAllowedIn(CompressionMode.OFF)).isFalse();
    assertThat(filterClass.isAllowedIn(CompressionMode.LOSSLESS)).isEqualTo(lossless);
    assertThat(filterClass.isAllowedIn(CompressionMode.BALANCED)).isEqualTo(balanced);
    assertThat(filterClass.isAllowedIn(CompressionMode.MAX)).isEqualTo(max);
  }

  @Test
  void filters_declareTheirClass() {
    Map<String, FilterClass> known = new TreeMap<>();
    for (ToolUse use : uses()) {
      FILTERS.select(use).forEach(filter -> known.put(filter.name(), filter.filterClass()));
    }
    assertThat(known)
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("terminal_screen", FilterClass.INVISIBLE),
                Map.entry("terminal_styles", FilterClass.INVISIBLE),
                Map.entry("json", FilterClass.REVERSIBLE),
                Map.entry("search_hits", FilterClass.REVERSIBLE),
                Map.entry("path_list", FilterClass.REVERSIBLE),
                Map.entry("tree", FilterClass.REVERSIBLE),
                Map.entry("long_listing", FilterClass.REVERSIBLE),
                Map.entry("csv", FilterClass.REVERSIBLE),
                Map.entry("repeated_lines", FilterClass.REVERSIBLE),
                Map.entry("go_run_lines", FilterClass.REVERSIBLE),
                Map.entry("progress", FilterClass.COUNTED),
                Map.entry("passed_tests", FilterClass.COUNTED),
                Map.entry("html_text", FilterClass.SAMPLED),
                Map.entry("encoded_data", FilterClass.SAMPLED),
                Map.entry("generated_diffs", FilterClass.SAMPLED),
                Map.entry("library_frames", FilterClass.SAMPLED),
                Map.entry("similar_rows", FilterClass.SAMPLED),
                Map.entry("similar_logs", FilterClass.SAMPLED)));
  }

  /** A filter that no result gets, or two of one name, would be a fault of the list. */
  @Test
  void everyFilter_hasANameOfItsOwnAndIsForSomeResult() {
    Set<OutputFilter> used = new HashSet<>();
    uses().forEach(use -> used.addAll(FILTERS.select(use)));
    assertThat(FILTERS.all())
        .hasSameElementsAs(used)
        .extracting(OutputFilter::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
  }

  @Test
  void compress_namesTheFiltersThatChangedTheResult_inTheirOrder() {
    String text = "\u001b[32mok\u001b[0m\n" + "waiting for the server\n".repeat(20);
    ShrunkOutput shrunk =
        COMPRESSOR.compress(
            new ToolUse("bash", "./serve", "", List.of()),
            text,
            CompressionMode.LOSSLESS,
            String::length);
    assertThat(shrunk.filters()).containsExactly("terminal_screen", "repeated_lines");
    assertThat(COMPRESSOR.compress(ToolUse.UNKNOWN, "ok", CompressionMode.MAX, String::length))
        .isEqualTo(new ShrunkOutput("ok", List.of()));
  }

  /** In lossless, what goes out comes back, and in balanced all but what is only counted. */
  @Property(tries = 1_500, seed = "1")
  void lossless_comesBack(@ForAll long seed) {
    RandomToolOutputs.RandomOutput randomOutput = RandomToolOutputs.random(new Random(seed));
    ToolUse use = randomOutput.use();
    String forwarded =
        COMPRESSOR.shrink(use, randomOutput.text(), CompressionMode.LOSSLESS, t -> t.length());
    if (!forwarded.equals(randomOutput.text())) {
      String shown = randomOutput.text();
      for (OutputFilter filter : FILTERS.select(use)) {
        if (filter.filterClass() == FilterClass.INVISIBLE) {
          shown = filter.apply(shown);
        }
      }
      assertThat(COMPRESSOR.normalize(use, COMPRESSOR.restore(use, forwarded)))
          .as("%s", use)
          .isEqualTo(COMPRESSOR.normalize(use, shown));
    }
  }

  private static List<ToolUse> uses() {
    List<ToolUse> uses =
        new ArrayList<>(COMMANDS.stream().map(c -> new ToolUse("bash", c, "", List.of())).toList());
    uses.add(new ToolUse("get_order", "", "", List.of()));
    uses.add(new ToolUse("Read", "", "a.c", List.of()));
    uses.add(ToolUse.UNKNOWN);
    return uses;
  }
}

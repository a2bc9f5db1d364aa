package dev.compresh.compression.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.output.LineNumberGutter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** References to lines further up in the same text lead there in what is printed of it. */
class OwnReferencesTest {
  private static final ToolUse USE = new ToolUse("bash", "make check", "", List.of());
  private static final ElisionMarkers MARKERS = ElisionMarkers.DEFAULT;
  private static final String COUNTED = MARKERS.mark("the line above 10 times");

  private final ResultNames names = new ResultNames();
  private final LineIndex lineIndex = new LineIndex();
  private final PointerReader reader = new PointerReader(MARKERS, names, lineIndex);

  private List<RepeatedRun> runs(List<String> lines) {
    ForwardedText text =
        ForwardedText.of(LineNumberGutter.plain(String.join("\n", lines)), MARKERS);
    return lineIndex.find(text, 0, 0, names, true, repeatedRun -> true);
  }

  private static String print(List<String> lines, List<RepeatedRun> runs) {
    List<String> out = new ArrayList<>();
    int at = 0;
    for (RepeatedRun repeatedRun : runs) {
      out.addAll(lines.subList(at, repeatedRun.from()));
      out.add(MARKERS.mark(repeatedRun.words()));
      at = repeatedRun.end();
    }
    out.addAll(lines.subList(at, lines.size()));
    return String.join("\n", out);
  }

  private void assertRestored(List<String> lines) {
    String printed = print(lines, runs(lines));
    assertThat(reader.restore(USE, printed, 0)).isEqualTo(String.join("\n", lines));
  }

  @Test
  void linesThatBecameReferences_countAsOneLine() {
    Random random = new Random(11087);
    for (int n = 0; n < 2_000; n++) {
      int words = 3 + random.nextInt(5);
      assertRestored(Stream.generate(() -> "step " + random.nextInt(words)).limit(60).toList());
    }
  }

  @Test
  void markersOfCountedLines_standInNoReference() {
    Random random = new Random(75);
    for (int n = 0; n < 500; n++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        lines.add(random.nextInt(5) == 0 ? COUNTED : "model " + random.nextInt(5));
      }
      assertRestored(lines);
    }
  }

  @Test
  void blocksAlikeButForACount_areReferredTo() {
    List<String> block =
        List.of("model A", "model B", "model C", COUNTED, "model D", "model E", "model F");
    List<String> lines = new ArrayList<>(block);
    lines.add("next");
    lines.addAll(block);
    assertThat(runs(lines))
        .extracting(RepeatedRun::words)
        .containsExactly(
            "3 lines as above, from `model A` to `model C`",
            "3 lines as above, from `model D` to `model F`");
    assertRestored(lines);
  }
}

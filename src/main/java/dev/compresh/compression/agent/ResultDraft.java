package dev.compresh.compression.agent;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.command.OutputKind;
import dev.compresh.compression.dedup.ForwardedText;
import dev.compresh.compression.dedup.LineIndex;
import dev.compresh.compression.dedup.PointerReader;
import dev.compresh.compression.dedup.RepeatedRun;
import dev.compresh.compression.dedup.ResultName;
import dev.compresh.compression.output.GutterStyle;
import dev.compresh.compression.output.LineNumberGutter;
import dev.compresh.compression.output.LineNumberThinner;
import dev.compresh.compression.output.OutputRow;
import dev.compresh.compression.output.ToolOutputCompressor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ways in which one result can be printed: with references, with a thinned gutter, or both. */
final class ResultDraft {
  /** Tokens that a reference must save to be worth a reader's going back. */
  private static final int LEAST_GAIN = 12;

  /** A run of fewer characters can't save that much. */
  private static final int LEAST_CHARS = 60;

  private final ToolUse use;
  private final ResultName name;
  private final OutputEnclosure around;
  private final String shrunk;
  private final CompressionContext compressionContext;
  private final LineIndex lineIndex;
  private final TokenCounter tokens;
  private final List<OutputRow> rows;
  private final @Nullable GutterStyle style;

  /**
   * One way.
   *
   * @param text what is forwarded of what the tool printed
   * @param runs lines that became references
   */
  record DraftPrint(String text, boolean thin, List<RepeatedRun> runs) {}

  /**
   * The draft of one result.
   *
   * @param shrunk what the output filters left of what the tool printed
   */
  ResultDraft(
      ToolUse use,
      ResultName name,
      OutputEnclosure around,
      String shrunk,
      CompressionContext compressionContext,
      LineIndex lineIndex,
      TokenCounter tokens) {
    this.use = use;
    this.name = name;
    this.around = around;
    this.shrunk = shrunk;
    this.compressionContext = compressionContext;
    this.lineIndex = lineIndex;
    this.tokens = tokens;
    // A last line feed ends a line; it does not start one.
    String whole = shrunk.endsWith("\n") ? shrunk.substring(0, shrunk.length() - 1) : shrunk;
    this.rows = LineNumberGutter.rows(use, whole);
    this.style = LineNumberGutter.style(rows);
  }

  /** The ways to print it, the one that says most in few tokens first; each is made when asked. */
  List<Supplier<DraftPrint>> prints(int before) {
    boolean thin = isThinnable(before);
    List<Supplier<DraftPrint>> prints = new ArrayList<>();
    List<RepeatedRun> echo = LineIndex.findEcho(use, ForwardedText.of(rows));
    if (!echo.isEmpty()) {
      prints.add(() -> new DraftPrint(print(rows, false, echo) + end(), false, echo));
    }
    prints.add(() -> referring(thin, 0));
    if (style != null) {
      int first = 0;
      while (!rows.get(first).numbered()) {
        first++;
      }
      // A number that is shown tells how the others were printed.
      int from = first + 1;
      prints.add(() -> referring(thin, from));
      if (thin) {
        prints.add(() -> referring(false, from));
        prints.add(() -> new DraftPrint(print(rows, true, List.of()) + end(), true, List.of()));
      }
    }
    prints.add(() -> new DraftPrint(shrunk, false, List.of()));
    return prints;
  }

  /** The way to print it with references for lines from {@code from} on. */
  private DraftPrint referring(boolean thin, int from) {
    List<RepeatedRun> runs = runs(thin, from);
    return new DraftPrint(print(rows, thin, runs) + end(), thin, runs);
  }

  /** {@code print} without its references. */
  String alone(DraftPrint draftPrint) {
    return print(rows, draftPrint.thin(), List.of()) + end();
  }

  /** Returns whether the decoder gives back what the output filters left. */
  boolean isRestored(DraftPrint draftPrint) {
    if (draftPrint.runs().isEmpty() && !draftPrint.thin()) {
      return true;
    }
    PointerReader reader =
        new PointerReader(compressionContext.markers(), compressionContext.names(), lineIndex);
    String restored = reader.restore(use, around.wrap(draftPrint.text()), name.number());
    return around.wrap(shrunk).equals(restored);
  }

  private boolean isThinnable(int before) {
    return style != null
        && LineNumberThinner.isPossible(use, LineNumberGutter.lines(around.wrap(shrunk)))
        && ToolOutputCompressor.pays(before, tokens.count(print(rows, true, List.of())));
  }

  private List<RepeatedRun> runs(boolean thin, int from) {
    boolean own = OutputKind.of(use) == OutputKind.SHELL || OutputKind.of(use) == OutputKind.DATA;
    // What comes after on the same line keeps the last line from being one.
    boolean open = !around.tail().isEmpty() && !shrunk.endsWith("\n");
    List<OutputRow> whole = open ? rows.subList(0, rows.size() - 1) : rows;
    ForwardedText text = ForwardedText.of(whole, markers());
    return lineIndex.find(
        text,
        from,
        name.number(),
        compressionContext.names(),
        own,
        repeatedRun -> isWorth(repeatedRun, thin));
  }

  private boolean isWorth(RepeatedRun repeatedRun, boolean thin) {
    List<OutputRow> part = rows.subList(repeatedRun.from(), repeatedRun.end());
    int chars = part.stream().mapToInt(outputRow -> outputRow.body().length()).sum();
    return chars >= LEAST_CHARS
        && tokens.count(print(part, thin, List.of()))
                - tokens.count(markers().mark(repeatedRun.words()))
            >= LEAST_GAIN;
  }

  private String end() {
    return shrunk.endsWith("\n") ? "\n" : "";
  }

  private ElisionMarkers markers() {
    return compressionContext.markers();
  }

  private String print(List<OutputRow> lines, boolean thin, List<RepeatedRun> runs) {
    LineNumberThinner out =
        thin && style != null ? LineNumberThinner.of(use, style) : LineNumberThinner.none();
    int at = 0;
    for (RepeatedRun repeatedRun : runs) {
      print(lines, at, repeatedRun.from(), out);
      out.marker(markers().mark(repeatedRun.words()));
      at = repeatedRun.end();
    }
    print(lines, at, lines.size(), out);
    return out.toString();
  }

  private static void print(List<OutputRow> lines, int from, int end, LineNumberThinner out) {
    for (int i = from; i < end; i++) {
      int next = i + 1 < end ? lines.get(i + 1).number() : -1;
      out.row(lines.get(i), next != lines.get(i).number() + 1);
    }
  }
}

package dev.compresh.compression.output;

import dev.compresh.compression.ToolUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows with a thinned gutter: the first and the last line of a block and every tenth keep
 * their number, with an arrow behind it; the others stand bare. The code behind the arrow is as it
 * was, so that an indentation reads alike on every line. The first number is filled up as the tool
 * did it; a sign that does not go without saying for the tool comes before that arrow.
 */
public final class LineNumberThinner {
  /** The name as plans, {@code explain} and metrics have it. */
  public static final String NAME = "line_numbers";

  static final String ARROW = "→";
  private static final int NONE = -2;

  private final StringBuilder out = new StringBuilder();
  private final @Nullable GutterStyle style;
  private final String sign;
  private boolean first = true;
  private boolean told;
  private int last = NONE;

  private LineNumberThinner(@Nullable GutterStyle style, String sign) {
    this.style = style;
    this.sign = sign;
  }

  /** Prints all numbers as they stood. */
  public static LineNumberThinner none() {
    return new LineNumberThinner(null, "");
  }

  /** Thins the numbers of {@code style} that {@code use} printed. */
  public static LineNumberThinner of(ToolUse use, GutterStyle style) {
    return new LineNumberThinner(style, GutterTools.isUsual(use, style) ? "" : style.mark().text());
  }

  /**
   * Returns whether the numbers before {@code lines}, printed by {@code use}, may be thinned at
   * all.
   */
  public static boolean isPossible(ToolUse use, List<String> lines) {
    return GutterTools.mayThin(use, lines);
  }

  /**
   * Prints a row.
   *
   * @param isLast whether the next line carries no number
   */
  public void row(OutputRow outputRow, boolean isLast) {
    separate();
    if (style == null || !outputRow.numbered()) {
      out.append(outputRow.gutter());
    } else if (outputRow.number() != last + 1 || outputRow.number() % 10 == 0 || isLast) {
      out.append(
          told ? Integer.toString(outputRow.number()) : style.filled(outputRow.number()) + sign);
      out.append(ARROW);
      told = true;
    }
    last = outputRow.numbered() ? outputRow.number() : NONE;
    out.append(outputRow.body());
  }

  /** Prints a line that represents others; the next row shows its number again. */
  public void marker(String line) {
    separate();
    out.append(line);
    last = NONE;
  }

  private void separate() {
    if (!first) {
      out.append('\n');
    }
    first = false;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

package dev.compresh.compress.birth;

import java.util.List;

/**
 * Prints rows with a thinned gutter: the first line of a run, every tenth and those where the sign
 * changes (grep: from context to match and back) keep their number; the others stand bare, to the
 * letter.
 */
public final class Thinning {
  private static final int NONE = -2;

  private final StringBuilder out = new StringBuilder();
  private final boolean thin;
  private boolean first = true;
  private int last = NONE;
  private char mark;

  /**
   * @param thin false prints all numbers as they stood
   */
  public Thinning(boolean thin) {
    this.thin = thin;
  }

  /** Whether {@code rows} can be read without doubt when thinned: no bare line looks numbered. */
  public static boolean possible(List<Row> rows) {
    int bare = 0;
    for (Row row : rows) {
      if (row.numbered()) {
        bare++;
        Row inner = Gutter.numbered(row.body());
        if (inner.numbered() && inner.mark() == row.mark()) {
          return false;
        }
      }
    }
    return bare > 0;
  }

  public void row(Row row) {
    separate();
    if (row.numbered()) {
      boolean shown =
          !thin || row.number() != last + 1 || row.number() % 10 == 0 || row.mark() != mark;
      if (shown) {
        out.append(thin ? Gutter.label(row) : row.gutter());
      }
    }
    last = row.numbered() ? row.number() : NONE;
    mark = row.mark();
    out.append(row.body());
  }

  /** A line that stands for others; the next row shows its number again. */
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

package dev.compresh.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Applies edits to a body. */
public final class Splice {
  private Splice() {}

  /**
   * {@code body} with {@code edits} made; all other bytes stay as they are. With a removed element
   * goes one comma and the blanks up to its neighbour, so that the array stays valid; elements
   * removed side by side count as one.
   *
   * <p>An element can be put in beside one that is removed only in front of it, with its comma, and
   * only if another element follows; replacing is simpler.
   *
   * @param edits in any order; several inserts at one place keep theirs
   * @throws IllegalArgumentException if edits overlap or stand outside the body: a fault of whoever
   *     made them, on which the original is to be sent
   */
  public static byte[] apply(byte[] body, List<Edit> edits) {
    List<Cut> cuts = cuts(body, edits);
    long length = body.length;
    int at = 0;
    for (Cut cut : cuts) {
      if (cut.start < at || cut.end < cut.start || cut.end > body.length) {
        throw new IllegalArgumentException("edit at " + cut.start + " overlaps or is outside");
      }
      length += cut.json.length - (cut.end - cut.start);
      at = cut.end;
    }
    byte[] out = new byte[Math.toIntExact(length)];
    int from = 0;
    int to = 0;
    for (Cut cut : cuts) {
      System.arraycopy(body, from, out, to, cut.start - from);
      to += cut.start - from;
      System.arraycopy(cut.json, 0, out, to, cut.json.length);
      to += cut.json.length;
      from = cut.end;
    }
    System.arraycopy(body, from, out, to, body.length - from);
    return out;
  }

  /** Bytes that go, and what comes instead. */
  private record Cut(int start, int end, byte[] json) {}

  private static final byte[] NOTHING = {};

  private static List<Cut> cuts(byte[] body, List<Edit> edits) {
    List<Edit> sorted = new ArrayList<>(edits);
    // Inserts stand before what they are put before.
    if (!inOrder(sorted)) {
      sorted.sort(
          Comparator.comparingInt(Edit::start)
              .thenComparing(edit -> !(edit instanceof Edit.Insert)));
    }
    List<Cut> cuts = new ArrayList<>(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      switch (sorted.get(i)) {
        case Edit.Replace e -> cuts.add(new Cut(e.span().start(), e.span().end(), e.json()));
        case Edit.Insert e -> cuts.add(new Cut(e.at(), e.at(), e.json()));
        case Edit.Remove e -> {
          int end = e.span().end();
          while (i + 1 < sorted.size()
              && sorted.get(i + 1) instanceof Edit.Remove next
              && next.start() == nextElement(body, end)) {
            end = next.span().end();
            i++;
          }
          cuts.add(withComma(body, e.start(), end));
        }
      }
    }
    return cuts;
  }

  /** Whether each stands behind the one before it, as the many edits of a plan do. */
  private static boolean inOrder(List<Edit> edits) {
    for (int i = 1; i < edits.size(); i++) {
      if (edits.get(i - 1).start() >= edits.get(i).start()) {
        return false;
      }
    }
    return true;
  }

  private static Cut withComma(byte[] body, int start, int end) {
    int next = nextElement(body, end);
    if (next >= 0) {
      return new Cut(start, next, NOTHING);
    }
    int before = Blanks.before(body, start);
    boolean comma = before > 0 && body[before - 1] == ',';
    return new Cut(comma ? before - 1 : start, end, NOTHING);
  }

  /** Where the element behind the one that ends at {@code end} begins; -1 if it is the last. */
  private static int nextElement(byte[] body, int end) {
    if (end < 0) {
      return -1;
    }
    int at = Blanks.after(body, end);
    return at < body.length && body[at] == ',' ? Blanks.after(body, at + 1) : -1;
  }
}

package dev.compresh.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Applies edits to a body. */
public final class BodySplicer {
  private BodySplicer() {}

  /**
   * {@code body} with {@code edits} made; all other bytes stay as they are. With a removed element
   * goes one comma and the blanks up to its neighbour, so that the array stays valid; elements
   * removed side by side count as one.
   *
   * <p>An element can be put in next to one that is removed only in front of it, with its comma,
   * and only if another element follows; replacing is simpler.
   *
   * @param edits in any order; several inserts at one place keep theirs
   * @throws IllegalArgumentException if edits overlap or stand outside the body: a fault of whoever
   *     made them, on which the original is to be sent
   */
  public static byte[] apply(byte[] body, List<BodyEdit> edits) {
    List<SpliceCut> cuts = cuts(body, edits);
    long length = body.length;
    int at = 0;
    for (SpliceCut spliceCut : cuts) {
      if (spliceCut.start < at || spliceCut.end < spliceCut.start || spliceCut.end > body.length) {
        throw new IllegalArgumentException(
            "edit at " + spliceCut.start + " overlaps or is outside");
      }
      length += spliceCut.json.length - (spliceCut.end - spliceCut.start);
      at = spliceCut.end;
    }
    byte[] out = new byte[Math.toIntExact(length)];
    int from = 0;
    int to = 0;
    for (SpliceCut spliceCut : cuts) {
      System.arraycopy(body, from, out, to, spliceCut.start - from);
      to += spliceCut.start - from;
      System.arraycopy(spliceCut.json, 0, out, to, spliceCut.json.length);
      to += spliceCut.json.length;
      from = spliceCut.end;
    }
    System.arraycopy(body, from, out, to, body.length - from);
    return out;
  }

  /** Bytes that go, and what comes instead. */
  private record SpliceCut(int start, int end, byte[] json) {}

  private static final byte[] NOTHING = {};

  private static List<SpliceCut> cuts(byte[] body, List<BodyEdit> edits) {
    List<BodyEdit> sorted = new ArrayList<>(edits);
    // Inserts stand before what they are put before.
    if (!inOrder(sorted)) {
      sorted.sort(
          Comparator.comparingInt(BodyEdit::start)
              .thenComparing(bodyEdit -> !(bodyEdit instanceof BodyEdit.InsertEdit)));
    }
    List<SpliceCut> cuts = new ArrayList<>(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      switch (sorted.get(i)) {
        case BodyEdit.ReplaceEdit e ->
            cuts.add(new SpliceCut(e.span().start(), e.span().end(), e.json()));
        case BodyEdit.InsertEdit e -> cuts.add(new SpliceCut(e.at(), e.at(), e.json()));
        case BodyEdit.RemoveEdit e -> {
          int end = e.span().end();
          while (i + 1 < sorted.size()
              && sorted.get(i + 1) instanceof BodyEdit.RemoveEdit next
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

  /** Returns whether each comes after the one before it, as the many edits of a plan do. */
  private static boolean inOrder(List<BodyEdit> edits) {
    for (int i = 1; i < edits.size(); i++) {
      if (edits.get(i - 1).start() >= edits.get(i).start()) {
        return false;
      }
    }
    return true;
  }

  private static SpliceCut withComma(byte[] body, int start, int end) {
    int next = nextElement(body, end);
    if (next >= 0) {
      return new SpliceCut(start, next, NOTHING);
    }
    int before = JsonBlanks.skipBackward(body, start);
    boolean comma = before > 0 && body[before - 1] == ',';
    return new SpliceCut(comma ? before - 1 : start, end, NOTHING);
  }

  /**
   * Returns where the element behind the one that ends at {@code end} begins; -1 if it is the last.
   */
  private static int nextElement(byte[] body, int end) {
    if (end < 0) {
      return -1;
    }
    int at = JsonBlanks.skipForward(body, end);
    return at < body.length && body[at] == ',' ? JsonBlanks.skipForward(body, at + 1) : -1;
  }
}

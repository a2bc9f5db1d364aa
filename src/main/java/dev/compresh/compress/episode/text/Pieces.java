package dev.compresh.compress.episode.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a message's text into pieces: at date stamps, around fenced code and runs of lines that are
 * no prose, and, in long prose, at sentences.
 */
public final class Pieces {
  /** Characters above which prose is cut further, about sixty tokens. */
  private static final int LONG = 320;

  private final List<Piece> out = new ArrayList<>();
  private final StringBuilder prose = new StringBuilder();
  private final StringBuilder block = new StringBuilder();
  private LineKind before = LineKind.PROSE;
  private boolean blank;
  private @Nullable Stamp stamp;

  private Pieces() {}

  public static List<Piece> of(String text) {
    Pieces pieces = new Pieces();
    int fenced = 0;
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end).stripTrailing();
      int fence = Blocks.fence(line);
      if (fenced == 0 && fence > 0) {
        pieces.open();
        pieces.code(line);
        fenced = fence;
      } else if (fenced > 0) {
        pieces.code(line);
        if (fence >= fenced) {
          pieces.endBlock();
          fenced = 0;
        }
      } else {
        pieces.line(line);
      }
      start = end + 1;
    }
    pieces.endBlock();
    pieces.endProse();
    return pieces.out;
  }

  /**
   * Whether {@code line} is no prose.
   *
   * @param code whether the line above it was none
   */
  public static boolean isBlockLine(String line, boolean code) {
    return LineKind.of(line, code ? LineKind.CODE : LineKind.PROSE).block();
  }

  /** A fence begins a block of its own. */
  private void open() {
    endBlock();
    endProse();
  }

  private void line(String line) {
    if (line.isBlank()) {
      blank = true;
      return;
    }
    LineKind kind = LineKind.of(line, blank && before != LineKind.CODE ? LineKind.PROSE : before);
    Stamp found = kind == LineKind.LOG || kind == LineKind.TABLE ? null : Stamp.of(line);
    if (found != null) {
      endBlock();
      endProse();
      stamp = found;
      prose.append(line.substring(found.length()).strip());
    } else if (kind.block()) {
      if (blank && !block.isEmpty()) {
        block.append('\n');
      }
      code(line);
      before = kind;
    } else {
      endBlock();
      if (!prose.isEmpty()) {
        prose.append('\n');
      }
      prose.append(line.strip());
    }
    blank = false;
  }

  private void code(String line) {
    endProse();
    block.append(line).append('\n');
  }

  private void endBlock() {
    if (!block.isEmpty()) {
      out.add(new Piece(block.toString().stripTrailing(), stamp, true));
      stamp = null;
      block.setLength(0);
    }
    before = LineKind.PROSE;
  }

  private void endProse() {
    String text = prose.toString();
    prose.setLength(0);
    if (text.isBlank()) {
      if (stamp != null) {
        out.add(new Piece("", stamp, false));
      }
      stamp = null;
      return;
    }
    if (text.length() <= LONG && Words.width(text) <= LONG) {
      out.add(new Piece(text, stamp, false));
      stamp = null;
      return;
    }
    StringBuilder part = new StringBuilder();
    int width = 0;
    for (String sentence : Sentences.of(text)) {
      if (!part.isEmpty() && width + Words.width(sentence) > LONG) {
        out.add(new Piece(part.toString(), stamp, false));
        stamp = null;
        part.setLength(0);
        width = 0;
      }
      part.append(part.isEmpty() || joins(sentence) ? "" : " ").append(sentence);
      width += Words.width(sentence);
    }
    out.add(new Piece(part.toString(), stamp, false));
    stamp = null;
  }

  /** Whether a sentence stands behind another without a space. */
  private static boolean joins(String sentence) {
    return Words.unspaced(sentence.codePointAt(0));
  }
}

package dev.compresh.compression.chat.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a message's text into pieces: at date stamps, around fenced code and runs of lines that are
 * no prose, and, in long prose, at sentences.
 */
public final class PieceSplitter {
  /** Characters above which prose is cut further, about sixty tokens. */
  private static final int LONG = 320;

  private final List<TextPiece> out = new ArrayList<>();
  private final StringBuilder prose = new StringBuilder();
  private final StringBuilder block = new StringBuilder();
  private LineKind before = LineKind.PROSE;
  private boolean blank;
  private @Nullable DateStamp dateStamp;

  private PieceSplitter() {}

  public static List<TextPiece> split(String text) {
    PieceSplitter pieceSplitter = new PieceSplitter();
    int fenced = 0;
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end).stripTrailing();
      int fence = BlockDescriber.fence(line);
      if (fenced == 0 && fence > 0) {
        pieceSplitter.open();
        pieceSplitter.code(line);
        fenced = fence;
      } else if (fenced > 0) {
        pieceSplitter.code(line);
        if (fence >= fenced) {
          pieceSplitter.endBlock();
          fenced = 0;
        }
      } else {
        pieceSplitter.line(line);
      }
      start = end + 1;
    }
    pieceSplitter.endBlock();
    pieceSplitter.endProse();
    return pieceSplitter.out;
  }

  /**
   * Returns whether {@code line} is no prose.
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
    DateStamp found = kind == LineKind.LOG || kind == LineKind.TABLE ? null : DateStamp.of(line);
    if (found != null) {
      endBlock();
      endProse();
      dateStamp = found;
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
      out.add(new TextPiece(block.toString().stripTrailing(), dateStamp, true));
      dateStamp = null;
      block.setLength(0);
    }
    before = LineKind.PROSE;
  }

  private void endProse() {
    String text = prose.toString();
    prose.setLength(0);
    if (text.isBlank()) {
      if (dateStamp != null) {
        out.add(new TextPiece("", dateStamp, false));
      }
      dateStamp = null;
      return;
    }
    if (text.length() <= LONG && WordSplitter.width(text) <= LONG) {
      out.add(new TextPiece(text, dateStamp, false));
      dateStamp = null;
      return;
    }
    StringBuilder part = new StringBuilder();
    int width = 0;
    for (String sentence : SentenceSplitter.split(text)) {
      if (!part.isEmpty() && width + WordSplitter.width(sentence) > LONG) {
        out.add(new TextPiece(part.toString(), dateStamp, false));
        dateStamp = null;
        part.setLength(0);
        width = 0;
      }
      part.append(part.isEmpty() || joins(sentence) ? "" : " ").append(sentence);
      width += WordSplitter.width(sentence);
    }
    out.add(new TextPiece(part.toString(), dateStamp, false));
    dateStamp = null;
  }

  /** Returns whether a sentence comes after another without a space. */
  private static boolean joins(String sentence) {
    return WordSplitter.unspaced(sentence.codePointAt(0));
  }
}

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
  private @Nullable Stamp stamp;

  private Pieces() {}

  public static List<Piece> of(String text) {
    Pieces pieces = new Pieces();
    boolean fenced = false;
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end).stripTrailing();
      boolean fence = line.stripLeading().startsWith("```");
      if (fence || fenced) {
        pieces.code(line);
        fenced ^= fence;
      } else {
        pieces.line(line);
      }
      start = end + 1;
    }
    pieces.endBlock();
    pieces.endProse();
    return pieces.out;
  }

  private void line(String line) {
    if (line.isBlank()) {
      return;
    }
    Stamp found = Stamp.of(line);
    if (found != null) {
      endBlock();
      endProse();
      stamp = found;
      prose.append(line.substring(found.length()).strip());
      return;
    }
    if (!prose(line)) {
      code(line);
      return;
    }
    endBlock();
    if (!prose.isEmpty()) {
      prose.append('\n');
    }
    prose.append(line.strip());
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
  }

  private void endProse() {
    endBlock();
    String text = prose.toString();
    prose.setLength(0);
    if (text.isBlank()) {
      if (stamp != null) {
        out.add(new Piece("", stamp, false));
      }
      stamp = null;
      return;
    }
    if (text.length() <= LONG) {
      out.add(new Piece(text, stamp, false));
      stamp = null;
      return;
    }
    StringBuilder part = new StringBuilder();
    for (String sentence : Sentences.of(text)) {
      if (!part.isEmpty() && part.length() + sentence.length() > LONG) {
        out.add(new Piece(part.toString(), stamp, false));
        stamp = null;
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : " ").append(sentence);
    }
    out.add(new Piece(part.toString(), stamp, false));
    stamp = null;
  }

  /** Whether most of a line is letters and spaces, as prose is and code and logs are not. */
  private static boolean prose(String line) {
    int letters = 0;
    int signs = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (Character.isLetter(c) || c == ' ') {
        letters++;
      } else if ("{}[]()<>=;|\\/_#$%^*&+~`".indexOf(c) >= 0 || Character.isDigit(c)) {
        signs++;
      }
    }
    boolean indented = line.startsWith("    ") || line.startsWith("\t");
    return signs * (indented ? 12 : 5) <= letters;
  }
}

package dev.compresh.compress.episode.recall;

import dev.compresh.compress.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is printed of each passage. It rests on the passage alone, so it is worked out once and
 * remembered for the questions that follow.
 */
final class Lines {
  private final boolean brief;
  private final List<@Nullable Line> known = new ArrayList<>();

  /**
   * @param brief whether fillers are left out
   */
  Lines(boolean brief) {
    this.brief = brief;
  }

  /** One passage as it is printed. */
  static final class Line {
    private final Passage passage;
    private final boolean terse;
    private final String text;
    private int tokens = -1;

    private Line(Passage passage, boolean terse, String text) {
      this.passage = passage;
      this.terse = terse;
      this.text = text;
    }

    Passage passage() {
      return passage;
    }

    String text() {
      return text;
    }

    /** Its tokens, counted when first asked for: long ones are often left out uncounted. */
    int tokens(TokenCounter tokenCounter) {
      tokens = tokens < 0 ? tokenCounter.count(text) : tokens;
      return tokens;
    }
  }

  /** What is printed of {@code passage}, without articles where {@code terse}. */
  Line of(Passage passage, boolean terse) {
    while (known.size() <= passage.id()) {
      known.add(null);
    }
    Line line = known.get(passage.id());
    // After a truncation another passage may bear the same id.
    if (line == null || !line.passage.equals(passage) || line.terse != terse) {
      String text = text(passage, terse);
      line = new Line(passage, terse, text.equals(passage.text()) ? passage.text() : text);
      known.set(passage.id(), line);
    }
    return line;
  }

  /** What says that a block was there. */
  Line reference(Passage passage) {
    return new Line(passage, false, passage.reference());
  }

  private String text(Passage passage, boolean terse) {
    if (passage.block() || !brief) {
      return passage.text();
    }
    // Days first: an article may belong to what names one.
    String line = passage.dated(Brief.of(passage.text()));
    return terse ? Terse.of(line) : line;
  }
}

package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Formats each passage for a recall block. The text depends on the passage alone, so it is worked
 * out once and remembered for the questions that follow.
 */
final class RecallLines {
  private final boolean brief;
  private final List<@Nullable RecallLine> known = new ArrayList<>();

  /**
   * @param brief whether fillers are left out
   */
  RecallLines(boolean brief) {
    this.brief = brief;
  }

  /** One passage as it is printed. */
  static final class RecallLine {
    private final Passage passage;
    private final boolean terse;
    private final String text;
    private int tokens = -1;

    private RecallLine(Passage passage, boolean terse, String text) {
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

  /** Returns what is printed of {@code passage}, without articles where {@code terse}. */
  RecallLine lineFor(Passage passage, boolean terse) {
    while (known.size() <= passage.id()) {
      known.add(null);
    }
    RecallLine recallLine = known.get(passage.id());
    // After a truncation another passage may have the same id.
    if (recallLine == null || !recallLine.passage.equals(passage) || recallLine.terse != terse) {
      String text = text(passage, terse);
      recallLine =
          new RecallLine(passage, terse, text.equals(passage.text()) ? passage.text() : text);
      known.set(passage.id(), recallLine);
    }
    return recallLine;
  }

  /** Returns what says that a block was there. */
  RecallLine reference(Passage passage) {
    return new RecallLine(passage, false, passage.reference());
  }

  private String text(Passage passage, boolean terse) {
    if (passage.block() || !brief) {
      return passage.text();
    }
    // Days first: an article may belong to what names one.
    String line = passage.dated(SentenceTrimmer.trim(passage.text()));
    return terse ? ArticleRemover.removeArticles(line) : line;
  }
}

package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.DateStamp;
import dev.compresh.compression.chat.language.TextPiece;
import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.compression.chat.language.WordSplitter;
import dev.compresh.dialect.MessageRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes passages of pieces. */
public final class PassageReader {
  private final Bm25Index index;

  public PassageReader(Bm25Index index) {
    this.index = index;
  }

  /**
   * The passage that {@code piece} becomes under the date {@code stamp}.
   *
   * @param turn turn of the user's in which it is said, from 1 on
   * @param name who speaks, where the message gives a name
   */
  public Passage read(
      int message,
      int turn,
      MessageRole messageRole,
      @Nullable String name,
      TextPiece textPiece,
      @Nullable DateStamp dateStamp) {
    List<TextWord> words = WordSplitter.split(textPiece.text());
    List<String> sought = new ArrayList<>(words.size());
    for (TextWord textWord : words) {
      sought.add(textWord.text());
      if (textPiece.block()) {
        sought.addAll(
            WordSplitter.splitIdentifier(
                textPiece.text().substring(textWord.start(), textWord.end())));
      }
    }
    if (name != null) {
      WordSplitter.split(name).forEach(textWord -> sought.add(textWord.text()));
    }
    int[] all = new int[sought.size()];
    int length = 0;
    for (String word : sought) {
      String stem = index.stem(word);
      if (!stem.isEmpty()) {
        all[length++] = index.id(stem);
      }
    }
    Arrays.sort(all, 0, length);
    int[] terms = new int[length];
    int[] times = new int[length];
    int n = 0;
    for (int i = 0; i < length; i++) {
      if (n == 0 || terms[n - 1] != all[i]) {
        terms[n++] = all[i];
      }
      times[n - 1]++;
    }
    return new Passage(
        index.size(),
        message,
        turn,
        messageRole,
        name,
        textPiece.text(),
        textPiece.block(),
        dateStamp,
        textPiece.stamp() != null,
        Arrays.copyOf(terms, n),
        Arrays.copyOf(times, n),
        length,
        SpeakerNaming.address(words),
        CueClassifier.read(textPiece, words, messageRole));
  }
}

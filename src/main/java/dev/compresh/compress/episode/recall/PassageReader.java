package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Piece;
import dev.compresh.compress.episode.text.Stamp;
import dev.compresh.compress.episode.text.Word;
import dev.compresh.compress.episode.text.Words;
import dev.compresh.wire.Role;
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
      int message, int turn, Role role, @Nullable String name, Piece piece, @Nullable Stamp stamp) {
    List<Word> words = Words.of(piece.text());
    List<String> sought = new ArrayList<>(words.size());
    for (Word word : words) {
      sought.add(word.text());
      if (piece.block()) {
        sought.addAll(Words.inside(piece.text().substring(word.start(), word.end())));
      }
    }
    if (name != null) {
      Words.of(name).forEach(word -> sought.add(word.text()));
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
        role,
        name,
        piece.text(),
        piece.block(),
        stamp,
        piece.stamp() != null,
        Arrays.copyOf(terms, n),
        Arrays.copyOf(times, n),
        length,
        SpeakerNaming.address(words),
        CueClassifier.read(piece, words, role));
  }
}

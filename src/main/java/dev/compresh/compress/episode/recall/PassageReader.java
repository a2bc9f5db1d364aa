package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Piece;
import dev.compresh.compress.episode.text.Stamp;
import dev.compresh.compress.episode.text.Stemmer;
import dev.compresh.compress.episode.text.StopWords;
import dev.compresh.compress.episode.text.Word;
import dev.compresh.compress.episode.text.Words;
import dev.compresh.wire.Role;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes passages of pieces. */
public final class PassageReader {
  private final PassageIndex index;

  public PassageReader(PassageIndex index) {
    this.index = index;
  }

  /** The passage that {@code piece} becomes under the date {@code stamp}. */
  public Passage read(int message, Role role, Piece piece, @Nullable Stamp stamp) {
    List<Word> words = Words.of(piece.text());
    int[] all = new int[words.size()];
    int length = 0;
    for (Word word : words) {
      if (!StopWords.has(word.text())) {
        all[length++] = index.id(Stemmer.stem(word.text()));
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
        role,
        piece.text(),
        piece.block(),
        stamp,
        piece.stamp() != null,
        Arrays.copyOf(terms, n),
        Arrays.copyOf(times, n),
        length,
        Speakers.address(words),
        Cues.read(piece, words, role));
  }
}

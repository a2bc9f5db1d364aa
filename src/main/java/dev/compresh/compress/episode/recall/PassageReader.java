package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Piece;
import dev.compresh.compress.episode.text.Stamp;
import dev.compresh.compress.episode.text.Stemmer;
import dev.compresh.compress.episode.text.StopWords;
import dev.compresh.compress.episode.text.Word;
import dev.compresh.compress.episode.text.Words;
import dev.compresh.wire.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    Map<Integer, Integer> counts = new TreeMap<>();
    int length = 0;
    for (Word word : words) {
      if (!StopWords.has(word.text())) {
        counts.merge(index.id(Stemmer.stem(word.text())), 1, Integer::sum);
        length++;
      }
    }
    int[] terms = new int[counts.size()];
    int[] times = new int[counts.size()];
    int i = 0;
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      terms[i] = entry.getKey();
      times[i++] = entry.getValue();
    }
    return new Passage(
        index.size(),
        message,
        role,
        piece.text(),
        piece.block(),
        stamp,
        piece.stamp() != null,
        terms,
        times,
        length,
        Cues.read(piece, words, role));
  }
}

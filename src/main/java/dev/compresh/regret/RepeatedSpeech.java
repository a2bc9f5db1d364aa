package dev.compresh.regret;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Notices when a user says again what stood in a folded part of a chat: many words of the message
 * are rare in the conversation, stand together in one folded message, and were not brought back by
 * the recall block.
 */
final class RepeatedSpeech {
  /** So many rare words have to stand in one folded message, and half of all rare ones. */
  private static final int LEAST_WORDS = 4;

  /** Words in more messages than this are not rare. */
  private static final int RARE = 2;

  private static final int MOST_WORDS = 8_000;
  private static final int MOST_CHARACTERS = 4_000;

  private final Map<Integer, SpokenText> words = new HashMap<>();
  private final BitSet folded = new BitSet();
  private Set<Integer> recalled = Set.of();

  private static final class SpokenText {
    private final int first;
    private int last;
    private int messages = 1;

    private SpokenText(int message) {
      first = message;
      last = message;
    }
  }

  /** Takes in what was said in {@code message}. */
  void add(int message, String text) {
    for (int word : WordHashes.hashWords(text, MOST_CHARACTERS)) {
      SpokenText known = words.get(word);
      if (known == null && words.size() < MOST_WORDS) {
        words.put(word, new SpokenText(message));
      } else if (known != null && known.last < message) {
        known.last = message;
        known.messages++;
      }
    }
  }

  /** Returns whether {@code text}, a new message of the user, says again what was folded. */
  boolean repeats(String text) {
    if (folded.isEmpty()) {
      return false;
    }
    Map<Integer, Integer> votes = new HashMap<>();
    int rare = 0;
    for (int word : WordHashes.hashWords(text, MOST_CHARACTERS)) {
      SpokenText known = words.get(word);
      if (known != null && known.messages <= RARE && !recalled.contains(word)) {
        rare++;
        if (folded.get(known.first)) {
          votes.merge(known.first, 1, Integer::sum);
        }
        if (known.last != known.first && folded.get(known.last)) {
          votes.merge(known.last, 1, Integer::sum);
        }
      }
    }
    int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return most >= LEAST_WORDS && 2 * most >= rare;
  }

  /** Notes that {@code message} is folded; whether that is new. */
  boolean fold(int message) {
    boolean known = folded.get(message);
    folded.set(message);
    return !known;
  }

  /** Notes what the last recall block brought. */
  void recall(String text) {
    recalled = WordHashes.hashWords(text, text.length());
  }

  /** Roughly, in bytes. */
  int size() {
    return 80 * words.size() + 48 * recalled.size();
  }
}

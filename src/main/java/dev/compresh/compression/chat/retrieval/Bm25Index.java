package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.Stemmer;
import dev.compresh.compression.chat.language.StopWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An inverted index over passages that grows and is cut back at its end. */
public final class Bm25Index {
  /** Letters that forms of one word share at least. */
  private static final int BEGINNING = 4;

  /** Passages that hold one term, oldest first, with how often. */
  static final class TermPostings {
    private int[] passages = new int[4];
    private int[] counts = new int[4];
    private int size;

    private void add(int passage, int count) {
      if (size == passages.length) {
        passages = Arrays.copyOf(passages, size * 2);
        counts = Arrays.copyOf(counts, size * 2);
      }
      passages[size] = passage;
      counts[size++] = count;
    }

    int size() {
      return size;
    }

    int passage(int i) {
      return passages[i];
    }

    int count(int i) {
      return counts[i];
    }
  }

  private final Map<String, String> stems = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** Terms by their first letters, ascending. */
  private final Map<String, List<Integer>> beginnings = new HashMap<>();

  private final List<TermPostings> postings = new ArrayList<>();
  private final List<Passage> passages = new ArrayList<>();
  private final SpeakerNaming speakerNaming = new SpeakerNaming();
  private final CorrectionLinks correctionLinks = new CorrectionLinks();
  private long words;

  /**
   * The stem of a word, "" of a stop word. It is worked out once: the words of a conversation come
   * again and again.
   */
  public String stem(String word) {
    String known = stems.get(word);
    if (known == null) {
      known = StopWords.has(word) ? "" : Stemmer.stem(word);
      stems.put(word, known);
    }
    return known;
  }

  /** The id of a term, given out on first sight. */
  public int id(String term) {
    Integer known = ids.get(term);
    if (known != null) {
      return known;
    }
    int id = names.size();
    ids.put(term, id);
    names.add(term);
    if (term.length() >= BEGINNING) {
      beginnings.computeIfAbsent(beginning(term), b -> new ArrayList<>(2)).add(id);
    }
    postings.add(new TermPostings());
    return id;
  }

  /** The id of a term that appears somewhere, or -1. */
  int known(String term) {
    return ids.getOrDefault(term, -1);
  }

  /** Terms that begin as {@code stem} does, for words of which the index has another form. */
  List<Integer> findRelatedTerms(String stem) {
    List<Integer> out = new ArrayList<>();
    int length = Math.max(BEGINNING, stem.length() - 3);
    if (stem.length() > BEGINNING) {
      String start = stem.substring(0, length);
      for (int id : beginnings.getOrDefault(beginning(stem), List.of())) {
        String name = names.get(id);
        if (name.startsWith(start) && name.length() <= stem.length() + 4 && !name.equals(stem)) {
          out.add(id);
        }
      }
    }
    return out;
  }

  private static String beginning(String term) {
    return term.substring(0, BEGINNING);
  }

  String term(int id) {
    return names.get(id);
  }

  public void add(Passage passage) {
    passages.add(passage);
    words += passage.length();
    speakerNaming.count(passage.addresses(), passage.role(), 1);
    for (int i = 0; i < passage.terms().length; i++) {
      postings.get(passage.terms()[i]).add(passage.id(), passage.counts()[i]);
    }
    correctionLinks.added(passage, this);
  }

  /** Forgets the newest passages until {@code size} remain. */
  public void truncate(int size) {
    correctionLinks.truncate(size);
    while (passages.size() > size) {
      Passage last = passages.removeLast();
      words -= last.length();
      speakerNaming.count(last.addresses(), last.role(), -1);
      for (int term : last.terms()) {
        postings.get(term).size--;
      }
    }
  }

  /** Terms so far, those of forgotten passages included. */
  public int terms() {
    return names.size();
  }

  public int size() {
    return passages.size();
  }

  public Passage passage(int id) {
    return passages.get(id);
  }

  SpeakerNaming speakers() {
    return speakerNaming;
  }

  CorrectionLinks corrections() {
    return correctionLinks;
  }

  TermPostings postings(int term) {
    return postings.get(term);
  }

  double averageLength() {
    return passages.isEmpty() ? 1 : Math.max(1, (double) words / passages.size());
  }

  /** Inverse document frequency as BM25 has it, never negative (Robertson, Zaragoza 2009). */
  public double idf(int term) {
    double n = passages.size();
    double df = postings.get(term).size();
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }
}

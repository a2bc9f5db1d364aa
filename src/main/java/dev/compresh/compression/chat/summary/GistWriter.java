package dev.compresh.compression.chat.summary;

import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.chat.language.QuoteAttribution;
import dev.compresh.compression.chat.language.SentenceSplitter;
import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.compression.chat.language.WordSplitter;
import dev.compresh.compression.chat.retrieval.Bm25Index;
import dev.compresh.compression.chat.retrieval.Passage;
import dev.compresh.dialect.MessageRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes gists: the sentences of an episode that share most with the rest of it, with a plus for
 * names, numbers, dates and decisions, each with who said it.
 */
public final class GistWriter {
  private static final String HEAD = "[Earlier, in short:";

  /** Sentences kept in store for later merges. */
  private static final int STORE = 6;

  /** Longer sentences are seldom worth their tokens in a gist. */
  private static final int LONG = 220;

  /** Score of the line that says which block was left out: that of a middling sentence. */
  private static final double BLOCK = 1.5;

  /** Terms of the smallest block that is worth such a line. */
  private static final int SMALL_BLOCK = 8;

  /** Tokens that say who speaks. */
  private static final int LABEL = 3;

  private final Bm25Index index;
  private final int budget;

  /**
   * @param budget tokens of a gist of one episode; a merged one gets a little more per level
   */
  public GistWriter(Bm25Index index, int budget) {
    this.index = index;
    this.budget = budget;
  }

  /** The gist of passages {@code [from, to)}. */
  public Gist write(int from, int to, TokenCounter tokens) {
    Map<String, Integer> shared = new HashMap<>();
    List<GistSentence> sentences = new ArrayList<>();
    for (int id = from; id < to; id++) {
      Passage passage = index.passage(id);
      if (!passage.block()) {
        List<String> texts = SentenceSplitter.split(passage.text());
        List<String> quoted = QuoteAttribution.attributions(texts);
        for (int i = 0; i < texts.size(); i++) {
          GistSentence gistSentence = GistSentence.of(passage, quoted.get(i) + texts.get(i), index);
          sentences.add(gistSentence);
          gistSentence.stems().forEach(stem -> shared.merge(stem, 1, Integer::sum));
        }
      }
    }
    List<Gist.GistLine> lines = new ArrayList<>(blocks(from, to));
    for (GistSentence gistSentence : sentences) {
      if (WordSplitter.width(gistSentence.text()) <= LONG && gistSentence.stems().size() >= 2) {
        String dated = gistSentence.passage().dated(gistSentence.text());
        // Where the day does not fit, the one that is above the line must do.
        boolean same = dated.equals(gistSentence.text());
        boolean fits = same || tokens.count(dated) + LABEL <= budget;
        String said = fits ? dated : gistSentence.text();
        lines.add(line(gistSentence.passage(), said, gistSentence.score(shared)));
      }
    }
    return print(0, best(lines, STORE), tokens);
  }

  private static Gist.GistLine line(Passage passage, String said, double score) {
    String line = passage.who() + said;
    String stamp = passage.stamp() == null ? "" : passage.stamp().text();
    return new Gist.GistLine(passage.id(), stamp, line, score, WordSplitter.width(line) / 4);
  }

  /** A line for each block, which is left out whole: what it was. */
  private List<Gist.GistLine> blocks(int from, int to) {
    List<Gist.GistLine> lines = new ArrayList<>();
    for (int id = from; id < to; id++) {
      Passage passage = index.passage(id);
      if (passage.block() && passage.length() >= SMALL_BLOCK) {
        lines.add(line(passage, passage.reference(), BLOCK));
      }
    }
    return lines;
  }

  /** One coarser gist of several, oldest first. */
  public Gist merge(List<Gist> gists, TokenCounter tokens) {
    List<Gist.GistLine> lines = new ArrayList<>();
    int level = 0;
    for (Gist gist : gists) {
      lines.addAll(gist.lines());
      level = Math.max(level, gist.level());
    }
    return print(level + 1, best(lines, STORE + 2 * (level + 1)), tokens);
  }

  private Gist print(int level, List<Gist.GistLine> lines, TokenCounter tokens) {
    int room = budget + level * budget / 4;
    List<Gist.GistLine> chosen = new ArrayList<>();
    Set<String> stamps = new HashSet<>();
    for (Gist.GistLine gistLine : lines) {
      int cost = tokens.count(gistLine.text()) + 1;
      if (!gistLine.stamp().isEmpty() && !stamps.contains(gistLine.stamp())) {
        cost += tokens.count(gistLine.stamp()) + 1;
      }
      if (cost <= room) {
        room -= cost;
        chosen.add(gistLine);
        stamps.add(gistLine.stamp());
      }
    }
    chosen.sort(Comparator.comparingInt(Gist.GistLine::passage));
    StringBuilder out = new StringBuilder(HEAD);
    String stamp = "";
    for (Gist.GistLine gistLine : chosen) {
      if (!gistLine.stamp().equals(stamp)) {
        stamp = gistLine.stamp();
        out.append('\n').append(stamp);
      }
      if (!gistLine.text().endsWith(stamp) || stamp.isEmpty()) {
        out.append('\n').append(gistLine.text());
      }
    }
    if (chosen.isEmpty()) {
      out.append(lines.isEmpty() ? " code and short remarks" : " left out");
    }
    return new Gist(level, lines, out.append(']').toString());
  }

  private static List<Gist.GistLine> best(List<Gist.GistLine> lines, int count) {
    List<Gist.GistLine> sorted = new ArrayList<>(lines);
    sorted.sort(
        Comparator.comparingDouble((Gist.GistLine gistLine) -> -gistLine.score())
            .thenComparingInt(Gist.GistLine::passage)
            .thenComparing(Gist.GistLine::text));
    return List.copyOf(sorted.subList(0, Math.min(count, sorted.size())));
  }

  private record GistSentence(
      Passage passage, String text, Set<String> stems, int names, int numbers) {
    static GistSentence of(Passage passage, String text, Bm25Index index) {
      Set<String> stems = new HashSet<>();
      int names = 0;
      int numbers = 0;
      for (TextWord textWord : WordSplitter.split(text)) {
        String stem = index.stem(textWord.text());
        if (!stem.isEmpty()) {
          stems.add(stem);
          names += textWord.name() ? 1 : 0;
          numbers += textWord.number() ? 1 : 0;
        }
      }
      return new GistSentence(passage, text, stems, names, numbers);
    }

    double score(Map<String, Integer> shared) {
      double central = 0;
      for (String stem : stems) {
        central += Math.log(shared.getOrDefault(stem, 1));
      }
      double mean = central / Math.sqrt(2.0 + stems.size());
      double facts = 0.4 * Math.min(3, names) + 0.4 * Math.min(2, numbers);
      double standing = 0.35 * Math.min(6, passage.traits().standing());
      double question = text.endsWith("?") ? -1 : 0;
      double user = passage.role() == MessageRole.USER ? 0.3 : 0;
      return mean + facts + standing + question + user + (passage.traits().correction() ? 0.5 : 0);
    }
  }
}

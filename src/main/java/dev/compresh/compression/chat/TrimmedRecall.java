package dev.compresh.compression.chat;

import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.chat.language.CalendarDay;
import dev.compresh.compression.chat.language.DateStamp;
import dev.compresh.compression.chat.language.PieceSplitter;
import dev.compresh.compression.chat.language.TextPiece;
import dev.compresh.compression.chat.retrieval.Bm25Index;
import dev.compresh.compression.chat.retrieval.PassageReader;
import dev.compresh.compression.chat.retrieval.RankerWeights;
import dev.compresh.compression.chat.retrieval.RecallBudget;
import dev.compresh.compression.chat.retrieval.RecallWriter;
import dev.compresh.dialect.MessageRole;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Recall over turns that the client no longer sends: the same index, ranking and print as for turns
 * that became a gist. Grows at its end. Not thread-safe.
 */
public final class TrimmedRecall {
  /** Tokens by which a block stays below what was trimmed. */
  private static final int MARGIN = 16;

  private final Bm25Index index = new Bm25Index();
  private final PassageReader reader = new PassageReader(index);
  private final RecallWriter recallWriter = new RecallWriter(index, RankerWeights.DEFAULT);
  private int turns;
  private int asked;
  private int tokens;
  private @Nullable DateStamp said;

  /** Turns taken in. */
  public int size() {
    return turns;
  }

  /**
   * Takes in the next turn, oldest first.
   *
   * @param day when it was said, which counts as long as no text has named a date
   */
  public void add(MessageRole messageRole, LocalDate day, String text, TokenCounter tokenCounter) {
    asked += messageRole == MessageRole.USER ? 1 : 0;
    CalendarDay seen = new CalendarDay(day, true, true);
    for (TextPiece textPiece : PieceSplitter.split(text)) {
      said = textPiece.stamp() != null ? textPiece.stamp() : said;
      DateStamp dateStamp = said != null ? said : new DateStamp(seen.label(), seen, 0);
      index.add(reader.read(turns, asked, messageRole, null, textPiece, dateStamp));
    }
    turns++;
    tokens += tokenCounter.count(text);
  }

  /**
   * Returns what {@code question} needs of these turns, to be put before it; empty where that is
   * nothing.
   *
   * @param most bound in tokens
   */
  public String block(
      String question, CompressionPolicy compressionPolicy, int most, TokenCounter tokenCounter) {
    int budget =
        Math.min(EpisodeLimits.recall(compressionPolicy, tokens), Math.min(tokens - MARGIN, most));
    RecallBudget recallBudget =
        EpisodeLimits.room(compressionPolicy, budget).where(recallWriter.demand(question));
    return recallWriter.block(question, passage -> true, recallBudget, tokenCounter);
  }
}

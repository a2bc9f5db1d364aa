package dev.compresh.compression.chat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Layer;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.PlanDraft;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.chat.language.DateStamp;
import dev.compresh.compression.chat.language.PieceSplitter;
import dev.compresh.compression.chat.language.TextPiece;
import dev.compresh.compression.chat.retrieval.Bm25Index;
import dev.compresh.compression.chat.retrieval.PassageReader;
import dev.compresh.compression.chat.retrieval.RankerWeights;
import dev.compresh.compression.chat.retrieval.RecallDemand;
import dev.compresh.compression.chat.retrieval.RecallWriter;
import dev.compresh.compression.chat.summary.Gist;
import dev.compresh.compression.chat.summary.GistWriter;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat's memory. Closed episodes go out as gists in their place, and the live question gets the
 * old passages that it needs put before its text. Everything but that block is a pure function of
 * the messages up to a fixed point shortly after an episode's end.
 */
public final class EpisodicMemory implements LayerHistory {
  /** Tokens that a provider adds per message, about. */
  private static final int MESSAGE_FRAME = 4;

  /** Tokens by which the forwarded prompt stays below the original at least. */
  private static final int MARGIN = 16;

  private final CompressionPolicy compressionPolicy;
  private final EpisodeLimits episodeLimits;
  private final Bm25Index index = new Bm25Index();
  private final PassageReader reader = new PassageReader(index);
  private final RecallWriter recallWriter;
  private final GistWriter writer;
  private final EpisodeSegmenter episodeSegmenter;
  private final List<EpisodeEntry> entries = new ArrayList<>();
  private final List<EpisodeClosing> closings = new ArrayList<>();
  private final GistFolding gistFolding;
  private final TaskKeeper tasks = new TaskKeeper();
  private final boolean appendOnly;
  private boolean cold;

  /** An episode's closing, and the gists as they stand after it. */
  private record EpisodeClosing(Episode episode, GistTree ladder, int elided) {}

  public EpisodicMemory(CompressionPolicy compressionPolicy) {
    this(compressionPolicy, RankerWeights.DEFAULT);
  }

  /** With other weights of retrieval than the default, for measurements. */
  public EpisodicMemory(CompressionPolicy compressionPolicy, RankerWeights rankerWeights) {
    this(compressionPolicy, rankerWeights, false);
  }

  private EpisodicMemory(
      CompressionPolicy compressionPolicy, RankerWeights rankerWeights, boolean appendOnly) {
    this.compressionPolicy = compressionPolicy;
    this.appendOnly = appendOnly;
    this.episodeLimits = EpisodeLimits.of(compressionPolicy);
    this.recallWriter = new RecallWriter(index, rankerWeights);
    this.writer = new GistWriter(index, episodeLimits.gist());
    this.gistFolding = new GistFolding(compressionPolicy);
    this.episodeSegmenter =
        new EpisodeSegmenter(entries, tasks, index, compressionPolicy, episodeLimits);
  }

  /** For a conversation of which nothing may change that was sent: turns with thinking stay. */
  public static EpisodicMemory appendOnly(CompressionPolicy compressionPolicy) {
    return new EpisodicMemory(compressionPolicy, RankerWeights.DEFAULT, true);
  }

  private boolean works() {
    return compressionPolicy.mode() == CompressionMode.BALANCED
        || compressionPolicy.mode() == CompressionMode.MAX;
  }

  @Override
  public void arriving(int tokens, boolean coldCache) {
    cold = coldCache;
  }

  @Override
  public void append(Message message, List<String> texts, TokenCounter tokens) {
    if (!works()) {
      entries.add(EpisodeEntry.untouched(message.role()));
      return;
    }
    boolean eligible = EpisodeEntry.eligible(message) && (!appendOnly || message.textOnly());
    boolean turn = message.role() == MessageRole.USER && !texts.isEmpty() && spoken(message);
    String text = turn || eligible ? String.join("\n", texts) : "";
    int size = MESSAGE_FRAME;
    for (String part : texts) {
      size += tokens.count(part);
    }
    int before = entries.isEmpty() ? 0 : entries.getLast().tokensAfter();
    TurnCounts counts = entries.isEmpty() ? TurnCounts.NONE : entries.getLast().counts();
    RecallDemand demand = turn ? demand(text, before) : RecallDemand.NONE;
    counts = turn ? counts.addDemand(demand) : counts;
    tasks.add(message, text);
    boolean stamped = eligible && index(message, counts.turns(), text);
    entries.add(
        new EpisodeEntry(
            message.role(),
            eligible,
            turn,
            counts,
            demand,
            before,
            size,
            index.size(),
            stamped,
            text));
    if (turn) {
      close(tokens);
    }
  }

  /**
   * Returns what {@code text} needs of the tokens {@code before} it; where tokens count, the block
   * is the same for all.
   */
  private RecallDemand demand(String text, int before) {
    if (compressionPolicy.objective() == CompressionObjective.TOKENS) {
      return RecallDemand.ASKS;
    }
    return before < compressionPolicy.shortTokens() ? RecallDemand.NONE : recallWriter.demand(text);
  }

  private static boolean spoken(Message message) {
    return message.parts().stream().noneMatch(PromptPart.ToolResult.class::isInstance);
  }

  private boolean index(Message message, int turn, String text) {
    boolean stamped = false;
    String name = SpeakerNames.speaker(message.name());
    for (TextPiece textPiece : PieceSplitter.split(text)) {
      DateStamp dateStamp = textPiece.stamp() != null ? textPiece.stamp() : stamp();
      stamped |= textPiece.stamp() != null;
      index.add(reader.read(entries.size(), turn, message.role(), name, textPiece, dateStamp));
    }
    return stamped;
  }

  private @Nullable DateStamp stamp() {
    return index.size() == 0 ? null : index.passage(index.size() - 1).stamp();
  }

  private void close(TokenCounter tokens) {
    int now = entries.size() - 1;
    if (entries.getLast().counts().turns() < compressionPolicy.shortTurns()
        || entries.getLast().before() < compressionPolicy.shortTokens()) {
      return;
    }
    boolean suspended =
        !compressionPolicy.suspensions().allow(Layer.CHAT_MEMORY, now)
            || !compressionPolicy.suspensions().allow(Layer.RECALL, now);
    Episode next = tasks.isAgent() || suspended ? null : episodeSegmenter.next(open(), now);
    while (next != null) {
      closings.add(closing(next, tokens));
      next = episodeSegmenter.next(open(), now);
    }
    EpisodeEntry last = entries.getLast();
    GistFolding.FoldingMoment foldingMoment =
        new GistFolding.FoldingMoment(now, last.counts(), last.demand(), last.before(), cold);
    gistFolding.turn(foldingMoment, closings.size(), this::elided, this::gists);
  }

  private int elided(int closed) {
    return closed == 0 ? 0 : closings.get(closed - 1).elided();
  }

  private int gists(int closed) {
    int tokens = 0;
    if (closed > 0) {
      for (GistTree.GistLevel gistLevel : closings.get(closed - 1).ladder().rungs()) {
        tokens += GistInsertion.FRAMES;
        for (Gist.GistLine gistLine : gistLevel.gist().lines()) {
          tokens += gistLine.tokens();
        }
      }
    }
    return tokens;
  }

  private EpisodeClosing closing(Episode episode, TokenCounter tokens) {
    int from = episode.from() == 0 ? 0 : entries.get(episode.from() - 1).passages();
    int to = entries.get(episode.to() - 1).passages();
    GistTree gistTree = closings.isEmpty() ? GistTree.EMPTY : closings.getLast().ladder();
    int elided = closings.isEmpty() ? 0 : closings.getLast().elided();
    int size = entries.get(episode.to() - 1).tokensAfter() - entries.get(episode.from()).before();
    return new EpisodeClosing(
        episode,
        gistTree.add(
            episode, writer.write(from, to, tokens), episodeLimits.fanout(), writer, tokens),
        elided + size);
  }

  private int open() {
    return closings.isEmpty() ? 0 : closings.getLast().episode().to();
  }

  @Override
  public void truncate(int messages) {
    while (entries.size() > messages) {
      entries.removeLast();
    }
    tasks.truncate(messages);
    gistFolding.truncate(messages);
    episodeSegmenter.truncate(messages);
    index.truncate(entries.isEmpty() ? 0 : entries.getLast().passages());
    while (!closings.isEmpty() && closings.getLast().episode().closedAt() > messages) {
      closings.removeLast();
    }
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public void contribute(PlanDraft planDraft) {
    int folded = gistFolding.countEffective(closings.size());
    int live = planDraft.live();
    boolean asked = live >= 0 && (live >= entries.size() || entries.get(live).turn());
    // A question without its recall block would stand before gists alone: then rather the original.
    if (folded == 0 || (asked && (live >= entries.size() || planDraft.late()))) {
      return;
    }
    List<Message> messages = planDraft.prompt().messages();
    EpisodeClosing now = closings.get(folded - 1);
    GistInsertion gistInsertion = new GistInsertion(planDraft, messages);
    for (GistTree.GistLevel gistLevel : now.ladder().rungs()) {
      gistInsertion.rung(gistLevel);
    }
    if (!asked) {
      return;
    }
    BitSet gone = new BitSet();
    for (EpisodeClosing episodeClosing : closings.subList(0, folded)) {
      gone.set(episodeClosing.episode().from(), episodeClosing.episode().to());
    }
    int saved = now.elided() - gistInsertion.sent();
    int budget = Math.min(EpisodeLimits.recall(compressionPolicy, now.elided()), saved - MARGIN);
    String block =
        recallWriter.block(
            entries.get(live).text(),
            id -> gone.get(index.passage(id).message()),
            EpisodeLimits.room(compressionPolicy, budget).where(entries.get(live).demand()),
            planDraft.tokens());
    PromptPart.TextPart first = GistInsertion.firstText(messages.get(live));
    if (!block.isEmpty() && first != null) {
      planDraft.prepend(messages.get(live), first, block, Layer.RECALL, "what the question needs");
    }
  }
}

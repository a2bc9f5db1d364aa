package dev.compresh.compress.episode;

import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.PlanDraft;
import dev.compresh.compress.LayerHistory;
import dev.compresh.compress.Layer;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionObjective;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.episode.gist.Gist;
import dev.compresh.compress.episode.gist.GistWriter;
import dev.compresh.compress.episode.recall.PassageIndex;
import dev.compresh.compress.episode.recall.PassageReader;
import dev.compresh.compress.episode.recall.Recall;
import dev.compresh.compress.episode.recall.RecallDemand;
import dev.compresh.compress.episode.recall.Tuning;
import dev.compresh.compress.episode.text.Piece;
import dev.compresh.compress.episode.text.Pieces;
import dev.compresh.compress.episode.text.Stamp;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Role;
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
  private final Bounds bounds;
  private final PassageIndex index = new PassageIndex();
  private final PassageReader reader = new PassageReader(index);
  private final Recall recall;
  private final GistWriter writer;
  private final Cutter cutter;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Closing> closings = new ArrayList<>();
  private final Folding folding;
  private final TaskKeeper tasks = new TaskKeeper();
  private final boolean appendOnly;
  private boolean cold;

  /** An episode's closing, and the gists as they stand after it. */
  private record Closing(Episode episode, Ladder ladder, int elided) {}

  public EpisodicMemory(CompressionPolicy compressionPolicy) {
    this(compressionPolicy, Tuning.DEFAULT);
  }

  /** With other weights of retrieval than the default, for measurements. */
  public EpisodicMemory(CompressionPolicy compressionPolicy, Tuning tuning) {
    this(compressionPolicy, tuning, false);
  }

  private EpisodicMemory(CompressionPolicy compressionPolicy, Tuning tuning, boolean appendOnly) {
    this.compressionPolicy = compressionPolicy;
    this.appendOnly = appendOnly;
    this.bounds = Bounds.of(compressionPolicy);
    this.recall = new Recall(index, tuning);
    this.writer = new GistWriter(index, bounds.gist());
    this.folding = new Folding(compressionPolicy);
    this.cutter = new Cutter(entries, tasks, index, compressionPolicy, bounds);
  }

  /** For a conversation of which nothing may change that was sent: turns with thinking stay. */
  public static EpisodicMemory appendOnly(CompressionPolicy compressionPolicy) {
    return new EpisodicMemory(compressionPolicy, Tuning.DEFAULT, true);
  }

  private boolean works() {
    return compressionPolicy.mode() == CompressionMode.BALANCED || compressionPolicy.mode() == CompressionMode.MAX;
  }

  @Override
  public void arriving(int tokens, boolean coldCache) {
    cold = coldCache;
  }

  @Override
  public void append(Message message, List<String> texts, TokenCounter tokens) {
    if (!works()) {
      entries.add(Entry.untouched(message.role()));
      return;
    }
    boolean eligible = Entry.eligible(message) && (!appendOnly || message.textOnly());
    boolean turn = message.role() == Role.USER && !texts.isEmpty() && spoken(message);
    String text = turn || eligible ? String.join("\n", texts) : "";
    int size = MESSAGE_FRAME;
    for (String part : texts) {
      size += tokens.count(part);
    }
    int before = entries.isEmpty() ? 0 : entries.getLast().after();
    TurnCounts counts = entries.isEmpty() ? TurnCounts.NONE : entries.getLast().counts();
    RecallDemand demand = turn ? demand(text, before) : RecallDemand.NONE;
    counts = turn ? counts.with(demand) : counts;
    tasks.add(message, text);
    boolean stamped = eligible && index(message, counts.turns(), text);
    entries.add(
        new Entry(
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
   * What {@code text} needs of the tokens {@code before} it; where tokens count, the block is the
   * same for all.
   */
  private RecallDemand demand(String text, int before) {
    if (compressionPolicy.objective() == CompressionObjective.TOKENS) {
      return RecallDemand.ASKS;
    }
    return before < compressionPolicy.shortTokens() ? RecallDemand.NONE : recall.demand(text);
  }

  private static boolean spoken(Message message) {
    return message.parts().stream().noneMatch(Part.ToolResult.class::isInstance);
  }

  private boolean index(Message message, int turn, String text) {
    boolean stamped = false;
    String name = Names.speaker(message.name());
    for (Piece piece : Pieces.of(text)) {
      Stamp stamp = piece.stamp() != null ? piece.stamp() : stamp();
      stamped |= piece.stamp() != null;
      index.add(reader.read(entries.size(), turn, message.role(), name, piece, stamp));
    }
    return stamped;
  }

  private @Nullable Stamp stamp() {
    return index.size() == 0 ? null : index.passage(index.size() - 1).stamp();
  }

  private void close(TokenCounter tokens) {
    int now = entries.size() - 1;
    if (entries.getLast().counts().turns() < compressionPolicy.shortTurns()
        || entries.getLast().before() < compressionPolicy.shortTokens()) {
      return;
    }
    boolean suspended =
        !compressionPolicy.suspensions().allow(Layer.EPISODE, now)
            || !compressionPolicy.suspensions().allow(Layer.RECALL, now);
    Episode next = tasks.isAgent() || suspended ? null : cutter.next(open(), now);
    while (next != null) {
      closings.add(closing(next, tokens));
      next = cutter.next(open(), now);
    }
    Entry last = entries.getLast();
    Folding.Moment moment =
        new Folding.Moment(now, last.counts(), last.demand(), last.before(), cold);
    folding.turn(moment, closings.size(), this::elided, this::gists);
  }

  private int elided(int closed) {
    return closed == 0 ? 0 : closings.get(closed - 1).elided();
  }

  private int gists(int closed) {
    int tokens = 0;
    if (closed > 0) {
      for (Ladder.Rung rung : closings.get(closed - 1).ladder().rungs()) {
        tokens += Eliding.FRAMES;
        for (Gist.Line line : rung.gist().lines()) {
          tokens += line.tokens();
        }
      }
    }
    return tokens;
  }

  private Closing closing(Episode episode, TokenCounter tokens) {
    int from = episode.from() == 0 ? 0 : entries.get(episode.from() - 1).passages();
    int to = entries.get(episode.to() - 1).passages();
    Ladder ladder = closings.isEmpty() ? Ladder.EMPTY : closings.getLast().ladder();
    int elided = closings.isEmpty() ? 0 : closings.getLast().elided();
    int size = entries.get(episode.to() - 1).after() - entries.get(episode.from()).before();
    return new Closing(
        episode,
        ladder.with(episode, writer.write(from, to, tokens), bounds.fanout(), writer, tokens),
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
    folding.truncate(messages);
    cutter.truncate(messages);
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
    int folded = folding.of(closings.size());
    int live = planDraft.live();
    boolean asked = live >= 0 && (live >= entries.size() || entries.get(live).turn());
    // A question without its recall block would stand before gists alone: then rather the original.
    if (folded == 0 || (asked && (live >= entries.size() || planDraft.late()))) {
      return;
    }
    List<Message> messages = planDraft.prompt().messages();
    Closing now = closings.get(folded - 1);
    Eliding eliding = new Eliding(planDraft, messages);
    for (Ladder.Rung rung : now.ladder().rungs()) {
      eliding.rung(rung);
    }
    if (!asked) {
      return;
    }
    BitSet gone = new BitSet();
    for (Closing closing : closings.subList(0, folded)) {
      gone.set(closing.episode().from(), closing.episode().to());
    }
    int saved = now.elided() - eliding.sent();
    int budget = Math.min(Bounds.recall(compressionPolicy, now.elided()), saved - MARGIN);
    String block =
        recall.block(
            entries.get(live).text(),
            id -> gone.get(index.passage(id).message()),
            Bounds.room(compressionPolicy, budget).where(entries.get(live).demand()),
            planDraft.tokens());
    Part.Text first = Eliding.firstText(messages.get(live));
    if (!block.isEmpty() && first != null) {
      planDraft.prepend(messages.get(live), first, block, Layer.RECALL, "what the question needs");
    }
  }
}

package dev.compresh.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.chat.TrimmedRecall;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.session.SessionKey;
import dev.compresh.session.turns.ChatTurn;
import dev.compresh.session.turns.StoredTurn;
import dev.compresh.session.turns.TurnMatch;
import dev.compresh.session.turns.TurnStore;
import dev.compresh.session.turns.TurnTree;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back what a client has trimmed from its history: keeps the turns of each session, and
 * recalls of those that are gone what the live question needs. Only where the operator turned the
 * storage of turns on.
 */
public final class TrimmedTurns {
  /** Sessions are held in so many bytes; the others are read from the store when they go on. */
  private static final long MEMORY = 64 << 20;

  private static final Duration HELD = Duration.ofMinutes(30);

  private static final int SESSION_BYTES = 1_000;
  private static final int TURN_BYTES = 300;

  /** What a character that is indexed takes, about. */
  private static final long INDEX_EXPANSION = 8;

  /** Who sends more turns than this trims nothing, and finding their places would take long. */
  private static final int MOST_TURNS = 2_000;

  /** Characters indexed for one request; after a restart the rest follows with the next ones. */
  private static final int INDEXED = 400_000;

  /** Tokens of a block at most: who trims has little room, or little to spend. */
  private static final int BLOCK = 1_500;

  private static final int BLOCK_MAX_MODE = 700;

  /** Up to this a block may be larger than half of the prompt. */
  private static final int BLOCK_LEAST = 600;

  /** Tokens left for the answer where the request sets no bound. */
  private static final int ANSWER = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(TrimmedTurns.class);

  private final TurnStore store;
  private final Supplier<Catalogue> models;
  private final InstantSource clock;
  private final Cache<SessionKey, TrimmedSession> known;

  public TrimmedTurns(TurnStore store, Supplier<Catalogue> models, InstantSource clock) {
    this(store, models, clock, MEMORY);
  }

  /**
   * @param memory bound of the sessions that are kept ready, in bytes, roughly
   */
  public TrimmedTurns(
      TurnStore store, Supplier<Catalogue> models, InstantSource clock, long memory) {
    this.store = store;
    this.models = models;
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(memory / 1024)
            .expireAfterAccess(HELD)
            .weigher(
                (SessionKey _, TrimmedSession one) -> (int) Math.min(1 + one.bytes / 1024, 1 << 24))
            .build();
  }

  /** One session; its monitor guards it. */
  private static final class TrimmedSession {
    private final TurnTree tree = new TurnTree();
    private final List<Long> indexed = new ArrayList<>();
    private TrimmedRecall recall = new TrimmedRecall();
    private boolean loaded;
    private long indexedCharacters;

    /** What it takes, as it was when it was last weighed. */
    private volatile long bytes = SESSION_BYTES;

    void weigh() {
      bytes =
          SESSION_BYTES
              + (long) TURN_BYTES * tree.size()
              + 2 * tree.characters()
              + INDEX_EXPANSION * indexedCharacters;
    }
  }

  /**
   * Notes what is new in {@code prompt}, and adds to its plan a block before the live question,
   * with what that needs of the turns which the client has trimmed. The block is shorter than they
   * were; nothing else changes. Where it fails, the plan stays as it is.
   *
   * @param upstream the model, for its context window
   */
  CompressionPlan addRecallBlock(
      CompressionPlan compressionPlan,
      SessionKey session,
      String upstream,
      Prompt prompt,
      CompressionPolicy compressionPolicy,
      TokenCounter tokenCounter) {
    if (!prompt.plain() || prompt.envelope().previousResponse()) {
      return compressionPlan;
    }
    try {
      Message last = prompt.messages().isEmpty() ? null : prompt.messages().getLast();
      Message live = last != null && last.role() == MessageRole.USER && speech(last) ? last : null;
      int room = room(compressionPlan, prompt, upstream, compressionPolicy);
      String block = recalled(session, prompt, live, compressionPolicy, room, tokenCounter);
      return block.isEmpty() || live == null
          ? compressionPlan
          : withBlock(compressionPlan, live, block, tokenCounter);
    } catch (RuntimeException e) {
      known.invalidate(session);
      // Without the message: it may quote the prompt.
      LOG.warn("recalling trimmed turns failed: {}", e.getClass().getName());
      return compressionPlan;
    }
  }

  private int room(
      CompressionPlan compressionPlan,
      Prompt prompt,
      String upstream,
      CompressionPolicy compressionPolicy) {
    int most =
        Math.min(
            compressionPolicy.mode() == CompressionMode.MAX ? BLOCK_MAX_MODE : BLOCK,
            Math.max(BLOCK_LEAST, compressionPlan.forwarded() / 2));
    int context = models.get().window(upstream);
    int answer = prompt.envelope().maxTokens() < 0 ? ANSWER : prompt.envelope().maxTokens();
    return context == 0 ? most : Math.min(most, context - compressionPlan.forwarded() - answer);
  }

  private static CompressionPlan withBlock(
      CompressionPlan compressionPlan, Message live, String block, TokenCounter tokenCounter) {
    int added = tokenCounter.count(block);
    List<PlannedChange> changes = new ArrayList<>();
    for (PromptPart promptPart : live.parts()) {
      if (promptPart instanceof PromptPart.TextPart textPart) {
        changes.add(
            new PlannedChange.TextPrepend(
                live.index(), textPart, block, Layer.RECALL, 0, added, "trimmed by the client"));
        break;
      }
    }
    // First, since it is older than what other recall puts before the same text.
    changes.addAll(compressionPlan.changes());
    return new CompressionPlan(
        changes,
        compressionPlan.original(),
        compressionPlan.forwarded() + added,
        compressionPlan.note());
  }

  private String recalled(
      SessionKey session,
      Prompt prompt,
      @Nullable Message live,
      CompressionPolicy compressionPolicy,
      int most,
      TokenCounter tokenCounter) {
    List<ChatTurn> said = new ArrayList<>();
    for (Message message : prompt.messages()) {
      if (speech(message)) {
        boolean user = message.role() == MessageRole.USER;
        said.add(new ChatTurn(message.digest(), user, () -> text(prompt, message)));
      }
    }
    if (said.isEmpty() || said.size() > MOST_TURNS) {
      return "";
    }
    TrimmedSession one = known.get(session, _ -> new TrimmedSession());
    try {
      return recalled(one, session, prompt, live, compressionPolicy, most, tokenCounter, said);
    } finally {
      known.asMap().computeIfPresent(session, (_, now) -> now); // weighs it as it is now
    }
  }

  private String recalled(
      TrimmedSession one,
      SessionKey session,
      Prompt prompt,
      @Nullable Message live,
      CompressionPolicy compressionPolicy,
      int most,
      TokenCounter tokenCounter,
      List<ChatTurn> said) {
    synchronized (one) {
      if (!one.loaded || !one.tree.knows(said.getFirst())) {
        // Another instance may have seen more of the session.
        one.tree.add(store.load(session));
        one.loaded = true;
      }
      TurnMatch turnMatch = one.tree.meet(said, clock.instant());
      store.add(session, turnMatch.added());
      store.forget(session, turnMatch.forgotten());
      one.weigh();
      if (live == null || turnMatch.trimmed().isEmpty()) {
        return "";
      }
      index(one, turnMatch.trimmed(), tokenCounter);
      one.weigh();
      return one.recall.block(text(prompt, live), compressionPolicy, most, tokenCounter);
    }
  }

  private static void index(
      TrimmedSession one, List<StoredTurn> trimmed, TokenCounter tokenCounter) {
    List<Long> nodes = trimmed.stream().map(StoredTurn::node).toList();
    int have = one.indexed.size();
    if (have > nodes.size() || !nodes.subList(0, have).equals(one.indexed)) {
      one.recall = new TrimmedRecall();
      one.indexed.clear();
      one.indexedCharacters = 0;
    }
    int characters = 0;
    for (int i = one.indexed.size(); i < trimmed.size() && characters < INDEXED; i++) {
      StoredTurn storedTurn = trimmed.get(i);
      one.recall.add(
          storedTurn.user() ? MessageRole.USER : MessageRole.ASSISTANT,
          storedTurn.at().atZone(ZoneOffset.UTC).toLocalDate(),
          storedTurn.text(),
          tokenCounter);
      one.indexed.add(storedTurn.node());
      characters += storedTurn.text().length();
    }
    one.indexedCharacters += characters;
  }

  private static boolean speech(Message message) {
    boolean speaks = message.role() == MessageRole.USER || message.role() == MessageRole.ASSISTANT;
    return speaks
        && message.parts().stream().anyMatch(PromptPart.TextPart.class::isInstance)
        && message.parts().stream().noneMatch(PromptPart.ToolResult.class::isInstance);
  }

  private static String text(Prompt prompt, Message message) {
    StringBuilder text = new StringBuilder();
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart t) {
        text.append(text.isEmpty() ? "" : "\n").append(prompt.text(t));
      }
    }
    return text.toString();
  }
}

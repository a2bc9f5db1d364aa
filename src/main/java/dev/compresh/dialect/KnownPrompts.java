package dev.compresh.dialect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies as {@link PromptReader} does, and remembers them: of a conversation that is sent
 * again and has grown, the messages whose bytes are the same are not read again. What is remembered
 * is only ever taken after comparing bytes, so what comes out is the same as without, and only by
 * the tenant that left it, as the time saved would tell another one what was sent. Thread-safe.
 */
public final class KnownPrompts {
  /** Shorter bodies are read faster than looked up. */
  private static final int LEAST_BYTES = 4 << 10;

  /** Longer ones hold media, or are forwarded unread; one of them would push out many others. */
  private static final int MOST_BYTES = 4 << 20;

  /** Memory that a message takes besides its bytes, about. */
  private static final int MESSAGE_BYTES = 300;

  /** Bodies hold what people said: they go as sessions do, when they are used no more. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final Cache<KnownPromptKey, KnownBranches> known;

  /**
   * @param memory bound of what is remembered, in bytes, roughly
   */
  public KnownPrompts(long memory) {
    this(memory, System::nanoTime);
  }

  /**
   * @param clock nanoseconds, rising
   */
  KnownPrompts(long memory, LongSupplier clock) {
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(memory / 1024)
            .expireAfterAccess(KEPT)
            .ticker(clock::getAsLong)
            .weigher(
                (KnownPromptKey knownPromptKey, KnownBranches value) ->
                    (int) Math.min(1 + value.bytes() / 1024, 1 << 24))
            .build();
  }

  /** Identifies a conversation by the beginning that all its turns share. */
  record KnownPromptKey(String tenant, Dialect dialect, List<ContentDigest> beginning) {}

  /**
   * As {@link PromptReader#read}.
   *
   * @param tenant whose body it is
   */
  public ParseResult read(String tenant, Dialect dialect, byte[] body) {
    if (body.length < LEAST_BYTES || body.length > MOST_BYTES) {
      return PromptReader.read(dialect, body);
    }
    KnownBody knownBody = new KnownBody(tenant, dialect);
    ParseResult parseResult = PromptReader.read(dialect, body, knownBody);
    if (parseResult instanceof MalformedBody && knownBody.used()) {
      // Offsets in messages about faults count from where reading began.
      return PromptReader.read(dialect, body);
    }
    if (parseResult instanceof Prompt prompt && prompt.plain()) {
      knownBody.remember(prompt);
    }
    return parseResult;
  }

  /** The known parts of the body that is being read. */
  final class KnownBody {
    private final String tenant;
    private final Dialect dialect;
    private @Nullable KnownPromptKey knownPromptKey;
    private @Nullable Prompt best;
    private int same;

    private KnownBody(String tenant, Dialect dialect) {
      this.tenant = tenant;
      this.dialect = dialect;
    }

    private boolean used() {
      return best != null;
    }

    /**
     * The leading messages of {@code body}'s conversation as far as they are known; empty where
     * reading has got as far already.
     *
     * @param array where the conversation's array starts
     * @param beginning the messages that were read, up to the first of the user's
     */
    List<Message> leading(byte[] body, int array, List<Message> beginning) {
      List<ContentDigest> digests = new ArrayList<>(beginning.size());
      for (Message message : beginning) {
        digests.add(message.digest());
      }
      KnownPromptKey sought = new KnownPromptKey(tenant, dialect, digests);
      knownPromptKey = sought;
      KnownBranches knownBranches = known.getIfPresent(sought);
      KnownBranches.KnownMatch knownMatch =
          knownBranches == null ? null : knownBranches.match(body, array);
      if (knownMatch == null || knownMatch.messages() <= beginning.size()) {
        return List.of();
      }
      best = knownMatch.prompt();
      same = knownMatch.messages();
      return MessageShift.shift(
          array - best.array().start(), best.messages().subList(0, knownMatch.messages()));
    }

    /** A body of which less than half came again is another branch: it is worth keeping. */
    private boolean goesOn() {
      return best != null && 2L * same >= best.messages().size();
    }

    private void remember(Prompt prompt) {
      // The beginning is always read: where there is no more, nothing is gained.
      if (knownPromptKey != null && prompt.messages().size() > knownPromptKey.beginning().size()) {
        KnownBranches knownBranches = known.get(knownPromptKey, k -> new KnownBranches());
        knownBranches.put(prompt, goesOn() ? best : null);
        known.put(knownPromptKey, knownBranches); // weighs it again
      }
    }
  }

  /** The last bodies of conversations that begin alike. */
  private static final class KnownBranches {
    private static final int MOST = 8;

    /** The last sent at the end. */
    private final List<Prompt> prompts = new ArrayList<>();

    /** A known body, and how many of its leading messages stand in another. */
    record KnownMatch(Prompt prompt, int messages) {}

    synchronized @Nullable KnownMatch match(byte[] body, int array) {
      KnownMatch best = null;
      for (Prompt prompt : prompts) {
        int same = MessageShift.same(prompt, body, array);
        if (best == null || same > best.messages()) {
          best = new KnownMatch(prompt, same);
        }
      }
      return best;
    }

    /** Puts {@code prompt} in, in place of the one that it goes on from. */
    @SuppressWarnings("ReferenceEquality") // this very one, and cheaply
    synchronized void put(Prompt prompt, @Nullable Prompt before) {
      prompts.removeIf(known -> known == before);
      prompts.add(prompt);
      if (prompts.size() > MOST) {
        prompts.removeFirst();
      }
    }

    synchronized long bytes() {
      long bytes = 0;
      for (Prompt prompt : prompts) {
        bytes += prompt.body().length + (long) MESSAGE_BYTES * prompt.messages().size();
      }
      return bytes;
    }
  }
}

package dev.compresh.admin.trial;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.dialect.Prompt;
import dev.compresh.replay.ModeComparison;
import dev.compresh.replay.PlanExplanation;
import dev.compresh.replay.Transcript;
import dev.compresh.replay.TranscriptReader;
import dev.compresh.replay.TranscriptReader.TranscriptResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One replay of what somebody dropped: runs on a thread of its own, is asked from others. */
final class ReplayTrial implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayTrial.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final long MOST_NANOS = 600_000_000_000L;

  private final String owner;
  private final TrialEngine engine;
  private final TrialFiles.FileLimits limits;
  private final String name;
  private final long total;
  private final Instant until;
  private final List<FileSummary> files = new ArrayList<>();
  private final Map<String, Integer> models = new HashMap<>();
  private volatile byte @Nullable [] content;
  private volatile TrialState state = TrialState.READING;
  private volatile boolean cancelled;
  private volatile long read;
  private final AtomicLong requests = new AtomicLong();
  private volatile @Nullable String fault;
  private volatile @Nullable ObjectNode result;

  /** The state of a trial. */
  enum TrialState {
    READING,
    RUNNING,
    DONE,
    FAILED;

    boolean isOver() {
      return this == DONE || this == FAILED;
    }
  }

  /** A file that was read. */
  record FileSummary(String name, String format, int conversations, int requests, int skipped) {}

  /**
   * @param owner who alone may see it
   * @param until when it is forgotten
   */
  ReplayTrial(
      String owner,
      TrialEngine engine,
      TrialFiles.FileLimits limits,
      String name,
      byte[] content,
      Instant until) {
    this.owner = owner;
    this.engine = engine;
    this.limits = limits;
    this.name = name;
    this.content = content;
    this.total = content.length;
    this.until = until;
  }

  String owner() {
    return owner;
  }

  Instant expiresAt() {
    return until;
  }

  boolean isOver() {
    return state.isOver();
  }

  /** Bytes of what was dropped that are held. */
  long held() {
    byte[] now = content;
    return now == null ? 0 : now.length;
  }

  void cancel() {
    cancelled = true;
    fail("The replay was cancelled.");
  }

  private void fail(String message) {
    content = null;
    fault = message;
    if (!state.isOver()) {
      state = TrialState.FAILED;
    }
  }

  @Override
  public void run() {
    byte[] bytes = content;
    if (cancelled || bytes == null) {
      return;
    }
    try {
      replay(bytes);
    } catch (TrialFiles.TooMuchException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      fail("The archive is broken (" + e.getClass().getSimpleName() + ").");
    } catch (OutOfMemoryError e) {
      fail("The files need more memory than there is. Send fewer at once.");
    } catch (RuntimeException | StackOverflowError e) {
      // Without the message: it may quote what was dropped.
      LOG.warn("a trial failed: {}", e.getClass().getName());
      fail("The files could not be replayed (" + e.getClass().getSimpleName() + ").");
    } finally {
      content = null;
    }
  }

  private void replay(byte[] bytes) throws IOException {
    TrialEngine.FreshEngine fresh = engine.fresh();
    ModeComparison comparison =
        new ModeComparison(fresh.compressor(), fresh.tokens(), engine.policies());
    CompressionPolicy shown = engine.policy(CompressionMode.BALANCED, CompressionObjective.COST);
    TrialCuts cuts = new TrialCuts();
    long began = System.nanoTime();
    new TrialFiles(name, bytes, limits)
        .visit(
            (file, inner, from, to) -> {
              List<Transcript> transcripts = transcripts(file, inner);
              long all = transcripts.stream().mapToInt(t -> t.requests().size()).sum();
              long before = requests.get();
              for (Transcript transcript : transcripts) {
                state = TrialState.RUNNING;
                Prompt last =
                    comparison.run(
                        transcript,
                        price(transcript),
                        () -> {
                          long now = requests.incrementAndGet();
                          read = from + (to - from) * (now - before) / Math.max(1, all);
                          return !cancelled && System.nanoTime() - began < MOST_NANOS;
                        });
                check(began);
                if (last != null) {
                  cuts.add(PlanExplanation.of(last, fresh.compressor(), fresh.tokens(), shown));
                }
              }
              read = to;
            });
    if (requests.get() == 0) {
      fail(
          files.size() == 1
              ? "The file holds no conversation. Expected " + TranscriptReader.FORMATS + "."
              : "None of the files holds a conversation. Expected "
                  + TranscriptReader.FORMATS
                  + ".");
      return;
    }
    read = total;
    result = TrialJson.result(files, mostUsed(), comparison.tallies(), cuts);
    if (!cancelled) {
      state = TrialState.DONE;
    }
  }

  private void check(long began) throws TrialFiles.TooMuchException {
    if (cancelled) {
      throw new TrialFiles.TooMuchException("The replay was cancelled.");
    }
    if (System.nanoTime() - began >= MOST_NANOS) {
      throw new TrialFiles.TooMuchException(
          "The replay took longer than ten minutes. Send fewer files at once.");
    }
  }

  private List<Transcript> transcripts(String file, byte[] bytes) {
    TranscriptResult read = TranscriptReader.read(baseName(file), bytes);
    List<Transcript> transcripts =
        read instanceof TranscriptResult.ReadTranscripts all ? all.transcripts() : List.of();
    files.add(
        new FileSummary(
            TrialCuts.shorten(file, 300),
            read instanceof TranscriptResult.ReadTranscripts all ? all.format() : "not a session",
            transcripts.size(),
            transcripts.stream().mapToInt(t -> t.requests().size()).sum(),
            read instanceof TranscriptResult.ReadTranscripts all ? all.skipped() : 0));
    return transcripts;
  }

  private static String baseName(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private long price(Transcript transcript) {
    String model;
    try {
      model = JSON.readTree("{" + transcript.head() + "}").path("model").asString("");
    } catch (JacksonException e) {
      model = "";
    }
    models.merge(TrialCuts.shorten(model, 200), transcript.requests().size(), Integer::sum);
    return engine.price().applyAsLong(model);
  }

  private String mostUsed() {
    return models.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** Returns what its owner is shown. */
  ObjectNode describe() {
    return TrialJson.describe(state, fault, read, total, requests.get(), result);
  }
}

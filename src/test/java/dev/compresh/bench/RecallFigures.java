package dev.compresh.bench;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.compression.chat.retrieval.RankerWeights;
import dev.compresh.token.ExactTokenizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code recall.mjs} measures, computed without a proxy: the share of evidence that the
 * forwarded prompt still holds, and the tokens saved.
 */
public final class RecallFigures {
  private final TokenCounter tokens;
  private final Map<String, Integer> counted = new HashMap<>();

  /** One question's outcome. */
  public record QuestionOutcome(
      String session,
      String kind,
      String question,
      double recall,
      int before,
      int after,
      long ns) {}

  public RecallFigures() {
    this.tokens = new ExactTokenizers().o200k()::count;
  }

  private int count(String text) {
    return counted.computeIfAbsent(text, tokens::count);
  }

  public List<QuestionOutcome> run(
      List<SharedSessions.SharedSession> sessions,
      CompressionPolicy compressionPolicy,
      RankerWeights rankerWeights) {
    List<QuestionOutcome> rows = new ArrayList<>();
    for (SharedSessions.SharedSession sharedSession : sessions) {
      BenchChat benchChat = new BenchChat(compressionPolicy, this::count);
      EpisodicMemory memory = new EpisodicMemory(compressionPolicy, rankerWeights);
      for (SharedSessions.SharedMessage sharedMessage : sharedSession.messages()) {
        add(benchChat, memory, sharedMessage.role(), sharedMessage.content());
      }
      if (sharedSession.messages().getLast().role().equals("user")) {
        add(benchChat, memory, "assistant", "Noted.");
      }
      for (SharedSessions.SharedProbe sharedProbe : sharedSession.probes()) {
        rows.add(ask(sharedSession, benchChat, memory, sharedProbe));
      }
    }
    return rows;
  }

  private void add(BenchChat benchChat, EpisodicMemory memory, String role, String text) {
    memory.append(benchChat.add(role, text), List.of(text), this::count);
  }

  private QuestionOutcome ask(
      SharedSessions.SharedSession sharedSession,
      BenchChat benchChat,
      EpisodicMemory memory,
      SharedSessions.SharedProbe sharedProbe) {
    int size = benchChat.size();
    add(benchChat, memory, "user", sharedProbe.question());
    benchChat.reset();
    int before = total(benchChat.forwarded());
    long start = System.nanoTime();
    memory.contribute(benchChat);
    long took = System.nanoTime() - start;
    List<String> got = benchChat.forwarded();
    List<String> seen = EvidenceCoverage.words(String.join("\n", got));
    int tail = EvidenceCoverage.words(sharedProbe.question()).size();
    List<String> body = seen.subList(0, Math.max(0, seen.size() - tail));
    Set<String> known = new HashSet<>(body);
    double kept = 0;
    StringBuilder missed = new StringBuilder();
    for (int i = 0; i < sharedProbe.evidence().size(); i++) {
      String message = sharedSession.messages().get(sharedProbe.evidence().get(i)).content();
      boolean holds = EvidenceCoverage.holds(sharedProbe, i, message, body, known);
      kept += holds ? 1 : 0;
      missed.append(holds ? "" : "\n      - " + sharedProbe.evidence().get(i) + " " + message);
    }
    if (System.getProperty("missed") != null && !missed.isEmpty()) {
      System.out.println(
          sharedProbe.kind()
              + ": "
              + sharedProbe.question()
              + " = "
              + sharedProbe.answer()
              + missed);
    }
    if (System.getProperty("show") != null
        && sharedProbe.question().contains(System.getProperty("show"))) {
      System.out.println(String.join("\n---\n", got));
    }
    memory.truncate(size);
    benchChat.removeLast();
    double recall =
        sharedProbe.evidence().isEmpty() ? Double.NaN : kept / sharedProbe.evidence().size();
    return new QuestionOutcome(
        sharedSession.id(),
        sharedProbe.kind(),
        sharedProbe.question(),
        recall,
        before,
        total(got),
        took);
  }

  private int total(List<String> rendered) {
    return rendered.stream().mapToInt(text -> count(text) + 4).sum();
  }

  /** Mean evidence and total saving of rows, in percent. */
  public static String line(String name, List<QuestionOutcome> rows) {
    double before = rows.stream().mapToLong(QuestionOutcome::before).sum();
    double after = rows.stream().mapToLong(QuestionOutcome::after).sum();
    return String.format(
        Locale.ROOT,
        "%-28s n=%4d recall %.2f%% saved %.2f%% tokens %d -> %d",
        name,
        rows.size(),
        100 * recall(rows),
        100 * (1 - after / before),
        Math.round(before / rows.size()),
        Math.round(after / rows.size()));
  }

  static double recall(List<QuestionOutcome> rows) {
    return rows.stream()
        .mapToDouble(QuestionOutcome::recall)
        .filter(r -> !Double.isNaN(r))
        .average()
        .orElse(0);
  }

  static double saved(List<QuestionOutcome> rows) {
    double before = rows.stream().mapToLong(QuestionOutcome::before).sum();
    return 1 - rows.stream().mapToLong(QuestionOutcome::after).sum() / before;
  }

  /** {@code data mode [prefix,prefix] [kinds]}. */
  public static void main(String[] args) {
    List<SharedSessions.SharedSession> sessions =
        SharedSessions.read(SharedSessions.folder().orElseThrow().resolve(args[0] + ".jsonl.gz"));
    if (args.length > 2) {
      List<String> only = Arrays.asList(args[2].split(",", -1));
      sessions.removeIf(s -> only.stream().noneMatch(s.id()::startsWith));
    }
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(
            CompressionMode.named(args[1]).orElseThrow(), CompressionObjective.TOKENS);
    List<QuestionOutcome> rows =
        new RecallFigures().run(sessions, compressionPolicy, RankerWeights.DEFAULT);
    Map<String, List<QuestionOutcome>> kinds = new TreeMap<>();
    rows.forEach(
        questionOutcome ->
            kinds
                .computeIfAbsent(questionOutcome.kind(), k -> new ArrayList<>())
                .add(questionOutcome));
    if (args.length > 3) {
      kinds.forEach((kind, list) -> System.out.println(line(kind, list)));
    }
    System.out.println(line("ALL " + args[0] + " " + args[1], rows));
    System.out.println(
        "worst after/before "
            + rows.stream().mapToDouble(r -> (double) r.after() / r.before()).max());
    long[] ns = rows.stream().mapToLong(QuestionOutcome::ns).sorted().toArray();
    System.out.println(
        "contribute us p50 "
            + ns[ns.length / 2] / 1000
            + " p99 "
            + ns[ns.length * 99 / 100] / 1000);
  }
}

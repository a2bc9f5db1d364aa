package dev.compresh.bench;

import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionObjective;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.episode.EpisodicMemory;
import dev.compresh.compress.episode.recall.RankerWeights;
import dev.compresh.token.Encodings;
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
  public record Row(
      String session,
      String kind,
      String question,
      double recall,
      int before,
      int after,
      long ns) {}

  public RecallFigures() {
    this.tokens = new Encodings().o200k()::count;
  }

  private int count(String text) {
    return counted.computeIfAbsent(text, tokens::count);
  }

  public List<Row> run(List<SharedSessions.Session> sessions, CompressionPolicy compressionPolicy, RankerWeights rankerWeights) {
    List<Row> rows = new ArrayList<>();
    for (SharedSessions.Session session : sessions) {
      Chat chat = new Chat(compressionPolicy, this::count);
      EpisodicMemory memory = new EpisodicMemory(compressionPolicy, rankerWeights);
      for (SharedSessions.Said said : session.messages()) {
        add(chat, memory, said.role(), said.content());
      }
      if (session.messages().getLast().role().equals("user")) {
        add(chat, memory, "assistant", "Noted.");
      }
      for (SharedSessions.Probe probe : session.probes()) {
        rows.add(ask(session, chat, memory, probe));
      }
    }
    return rows;
  }

  private void add(Chat chat, EpisodicMemory memory, String role, String text) {
    memory.append(chat.add(role, text), List.of(text), this::count);
  }

  private Row ask(
      SharedSessions.Session session,
      Chat chat,
      EpisodicMemory memory,
      SharedSessions.Probe probe) {
    int size = chat.size();
    add(chat, memory, "user", probe.question());
    chat.reset();
    int before = total(chat.forwarded());
    long start = System.nanoTime();
    memory.contribute(chat);
    long took = System.nanoTime() - start;
    List<String> got = chat.forwarded();
    List<String> seen = Coverage.words(String.join("\n", got));
    int tail = Coverage.words(probe.question()).size();
    List<String> body = seen.subList(0, Math.max(0, seen.size() - tail));
    Set<String> known = new HashSet<>(body);
    double kept = 0;
    StringBuilder missed = new StringBuilder();
    for (int i = 0; i < probe.evidence().size(); i++) {
      String message = session.messages().get(probe.evidence().get(i)).content();
      boolean holds = Coverage.holds(probe, i, message, body, known);
      kept += holds ? 1 : 0;
      missed.append(holds ? "" : "\n      - " + probe.evidence().get(i) + " " + message);
    }
    if (System.getProperty("missed") != null && !missed.isEmpty()) {
      System.out.println(probe.kind() + ": " + probe.question() + " = " + probe.answer() + missed);
    }
    if (System.getProperty("show") != null
        && probe.question().contains(System.getProperty("show"))) {
      System.out.println(String.join("\n---\n", got));
    }
    memory.truncate(size);
    chat.removeLast();
    double recall = probe.evidence().isEmpty() ? Double.NaN : kept / probe.evidence().size();
    return new Row(session.id(), probe.kind(), probe.question(), recall, before, total(got), took);
  }

  private int total(List<String> rendered) {
    return rendered.stream().mapToInt(text -> count(text) + 4).sum();
  }

  /** Mean evidence and total saving of rows, in percent. */
  public static String line(String name, List<Row> rows) {
    double before = rows.stream().mapToLong(Row::before).sum();
    double after = rows.stream().mapToLong(Row::after).sum();
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

  static double recall(List<Row> rows) {
    return rows.stream().mapToDouble(Row::recall).filter(r -> !Double.isNaN(r)).average().orElse(0);
  }

  static double saved(List<Row> rows) {
    double before = rows.stream().mapToLong(Row::before).sum();
    return 1 - rows.stream().mapToLong(Row::after).sum() / before;
  }

  /** {@code data mode [prefix,prefix] [kinds]}. */
  public static void main(String[] args) {
    List<SharedSessions.Session> sessions =
        SharedSessions.read(SharedSessions.folder().orElseThrow().resolve(args[0] + ".jsonl.gz"));
    if (args.length > 2) {
      List<String> only = Arrays.asList(args[2].split(",", -1));
      sessions.removeIf(s -> only.stream().noneMatch(s.id()::startsWith));
    }
    CompressionPolicy compressionPolicy = CompressionPolicy.of(CompressionMode.named(args[1]).orElseThrow(), CompressionObjective.TOKENS);
    List<Row> rows = new RecallFigures().run(sessions, compressionPolicy, RankerWeights.DEFAULT);
    Map<String, List<Row>> kinds = new TreeMap<>();
    rows.forEach(row -> kinds.computeIfAbsent(row.kind(), k -> new ArrayList<>()).add(row));
    if (args.length > 3) {
      kinds.forEach((kind, list) -> System.out.println(line(kind, list)));
    }
    System.out.println(line("ALL " + args[0] + " " + args[1], rows));
    System.out.println(
        "worst after/before "
            + rows.stream().mapToDouble(r -> (double) r.after() / r.before()).max());
    long[] ns = rows.stream().mapToLong(Row::ns).sorted().toArray();
    System.out.println(
        "contribute us p50 "
            + ns[ns.length / 2] / 1000
            + " p99 "
            + ns[ns.length * 99 / 100] / 1000);
  }
}

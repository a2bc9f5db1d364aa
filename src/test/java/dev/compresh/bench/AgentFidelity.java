package dev.compresh.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Whether what an agent's next step used stood before the model: literals seen last a while ago,
 * and lines that it repeats exactly from a tool's output.
 */
final class AgentFidelity {
  private static final int LONG_AGO = 6;
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./:@-]{3,}");

  private final boolean verbose;
  private List<JsonNode> messages = List.of();
  private List<String> texts = List.of();
  private List<String> owns = List.of();
  private int refs;
  private int held;
  private int lines;
  private int exact;
  private int[] before = new int[4];

  /**
   * @param verbose prints what was lost
   */
  AgentFidelity(boolean verbose) {
    this.verbose = verbose;
  }

  void session(List<JsonNode> all) {
    messages = all;
    texts = all.stream().map(RenderedBody::message).toList();
    owns = all.stream().map(m -> RenderedBody.own(m, AgentFidelity::arguments)).toList();
    before = new int[] {refs, held, lines, exact};
  }

  /** The arguments of a call; those that are no JSON as one text. */
  private static JsonNode arguments(String text) {
    try {
      return SessionFiles.json(text);
    } catch (JacksonException e) {
      return StringNode.valueOf(text);
    }
  }

  /** The step in message {@code t}, answered to what {@code now} put before the model. */
  void step(int t, String now) {
    literals(t, now);
    lines(t, now);
  }

  private void literals(int t, String now) {
    int from = Math.max(0, t - LONG_AGO);
    String recent = String.join("\n", texts.subList(from, t));
    String task = String.join("\n", texts.subList(0, 2));
    String old = String.join("\n", texts.subList(2, Math.max(2, t - LONG_AGO)));
    for (String literal : literals(texts.get(t))) {
      if (!recent.contains(literal) && !task.contains(literal) && old.contains(literal)) {
        refs++;
        held += now.contains(literal) ? 1 : 0;
        if (verbose && !now.contains(literal)) {
          System.out.println("  lost literal " + literal + " at " + t);
        }
      }
    }
  }

  private static Set<String> literals(String text) {
    Set<String> out = new HashSet<>();
    LITERAL
        .matcher(text)
        .results()
        .map(m -> m.group().replaceAll("[.:/-]+$", ""))
        .filter(s -> s.length() >= 4)
        .filter(s -> s.matches(".*[_./0-9].*") || s.matches(".*[a-z][A-Z].*"))
        .forEach(out::add);
    return out;
  }

  private void lines(int t, String now) {
    StringBuilder results = new StringBuilder();
    StringBuilder own = new StringBuilder();
    for (int i = 0; i < t; i++) {
      String role = messages.get(i).get("role").asString();
      if (role.equals("tool")) {
        results.append(RenderedBody.text(messages.get(i).get("content"))).append('\n');
      } else if (role.equals("assistant")) {
        own.append(owns.get(i)).append('\n');
      }
    }
    String seen = results.toString();
    String said = own.toString();
    for (String line : owns.get(t).split("\n", -1)) {
      String wanted = line.strip();
      if (wanted.length() >= 24 && seen.contains(wanted) && !said.contains(wanted)) {
        lines++;
        exact += now.contains(wanted) ? 1 : 0;
        if (verbose && !now.contains(wanted)) {
          System.out.println("  lost line at " + t + ": " + wanted);
        }
      }
    }
  }

  /** Of the session alone. */
  String ofSession() {
    return String.format(
        "literals %d/%d lines %d/%d",
        held - before[1], refs - before[0], exact - before[3], lines - before[2]);
  }

  @Override
  public String toString() {
    return String.format(
        "literals %d of %d (%.2f%%), lines %d of %d (%.2f%%)",
        held, refs, 100.0 * held / refs, exact, lines, 100.0 * exact / lines);
  }
}

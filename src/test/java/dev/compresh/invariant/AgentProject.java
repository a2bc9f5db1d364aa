package dev.compresh.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A project that an agent works on: files that change, and what tools print of them. */
final class AgentProject {
  private static final List<String> NAMES = List.of("src/App.java", "lib/öl.py", "web/a-b.ts");
  private static final List<String> WORDS =
      List.of("alpha", "beta", "größe", "delta", "行目", "zeta", "token", "\ud83d\ude80", "index");

  private final Random random;
  private final List<List<String>> files = new ArrayList<>();
  private int calls;

  AgentProject(Random random) {
    this.random = random;
    for (int i = 0; i < NAMES.size(); i++) {
      List<String> lines = new ArrayList<>();
      int size = 8 + random.nextInt(60);
      for (int line = 0; line < size; line++) {
        lines.add(code());
      }
      files.add(lines);
    }
  }

  String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** A line of code; now and then one that looks like something else. */
  private String code() {
    String indent =
        random.nextBoolean() ? "  ".repeat(random.nextInt(4)) : "\t".repeat(random.nextInt(3));
    return switch (random.nextInt(14)) {
      case 0 -> "";
      case 1 -> indent + random.nextInt(99) + "\u2192looks like a number";
      case 2 -> indent + "}  ";
      case 3 -> "[5-9 same as in Read App.java above]";
      case 4 -> random.nextInt(40) + "\t" + word();
      case 5 -> indent + "{\"a\": 1, \"b\": [1, 2]}";
      default -> indent + "int " + word() + "_" + random.nextInt(60) + " = f(\"" + word() + "\");";
    };
  }

  /** What the assistant does next and what comes of it: two lines. */
  List<ConversationStep> step() {
    List<ConversationStep.StepCall> made = new ArrayList<>();
    List<ConversationStep.StepResult> results = new ArrayList<>();
    int parallel = random.nextInt(5) == 0 ? 2 + random.nextInt(2) : 1;
    for (int i = 0; i < parallel; i++) {
      one(made, results);
    }
    String text = random.nextBoolean() ? "I look at " + word() + "." : "";
    return List.of(
        new ConversationStep.AssistantStep(text, random.nextInt(3) == 0, made),
        new ConversationStep.ResultsStep(results));
  }

  private void one(
      List<ConversationStep.StepCall> made, List<ConversationStep.StepResult> results) {
    int file = random.nextInt(files.size());
    List<String> lines = files.get(file);
    String name = NAMES.get(file);
    String id = "call_" + calls++;
    boolean error = random.nextInt(12) == 0;
    String end = file == 2 ? "\r\n" : "\n";
    int from = random.nextInt(Math.max(1, lines.size() - 4));
    int to = Math.min(lines.size(), from + 5 + random.nextInt(40));
    String tool = "Bash";
    String arguments;
    String text;
    switch (random.nextInt(14)) {
      case 0, 1 -> {
        tool = "Read";
        arguments = "{\"file_path\":\"/w/" + name + "\"}";
        text = numbered(lines, 0, lines.size(), "\u2192");
      }
      case 2 -> {
        tool = "Read";
        arguments = "{\"file_path\":\"/w/" + name + "\",\"offset\":" + (from + 1) + "}";
        text = numbered(lines, from, to, "\t");
      }
      case 3 -> {
        arguments = "{\"command\":\"cat " + name + "\"}";
        text = String.join(end, lines) + (random.nextBoolean() ? end : "");
      }
      case 4 -> {
        lines.set(from, code());
        tool = "Edit";
        arguments = "{\"file_path\":\"/w/" + name + "\",\"old_string\":\"x\",\"new_string\":\"y\"}";
        text =
            "The file has been updated:\n"
                + numbered(lines, from, Math.min(to, from + 6), "\u2192");
      }
      case 5 -> {
        tool = "Grep";
        arguments = "{\"pattern\":\"" + WORDS.get(random.nextInt(2)) + "\"}";
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i += 1 + random.nextInt(3)) {
          out.append(name).append(':').append(i + 1).append(':').append(lines.get(i)).append('\n');
        }
        text = out.toString();
      }
      case 6 -> {
        arguments = "{\"command\":\"pytest -q\"}";
        text = RandomPrints.tests(random);
      }
      case 7 -> {
        tool = "mcp__db__rows";
        arguments = "{}";
        text = RandomPrints.records(random, this::word);
      }
      case 8 -> {
        tool = "Read";
        arguments = "{\"file_path\":\"/w/" + name + "\"}";
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
          out.append(i + 1).append('\t').append(lines.get(i)).append('\n');
        }
        text = out + "\n<system-reminder>\nmind the file\n</system-reminder>";
      }
      case 9 -> {
        tool = "str_replace_editor";
        arguments = "{\"command\":\"view\",\"path\":\"/w/" + name + "\"}";
        text =
            "Here's the result of running `cat -n` on /w/"
                + name
                + ":\n"
                + numbered(lines, from, to, "\t");
      }
      case 10 -> {
        arguments =
            "{\"command\":\"cd /w && nl -ba " + name + " | sed -n '" + from + "," + to + "p'\"}";
        text = numbered(lines, from, to, "\t");
      }
      case 11 -> {
        arguments =
            "{\"command\":\"ssh dev \\\"sed -n '" + from + "," + to + "p' " + name + "\\\"\"}";
        text = String.join("\n", lines.subList(from, to)) + "\n";
      }
      case 12 -> {
        lines.add(from, code());
        tool = "read_file";
        arguments = "{\"path\":\"" + name + "\"}";
        StringBuilder out = new StringBuilder("<file><path>x</path>\n<content lines=\"1-9\">\n");
        for (int i = 0; i < lines.size(); i++) {
          out.append("%3d | ".formatted(i + 1)).append(lines.get(i)).append('\n');
        }
        text = out + "</content></file>";
      }
      default -> {
        arguments = "{\"command\":\"make all\"}";
        text = RandomPrints.build(random, this::word);
      }
    }
    made.add(new ConversationStep.StepCall(id, tool, arguments));
    results.add(new ConversationStep.StepResult(id, text, error));
  }

  private static String numbered(List<String> lines, int from, int to, String mark) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append("%6d".formatted(i + 1)).append(mark).append(lines.get(i)).append('\n');
    }
    return out.toString();
  }
}

package dev.compresh.compression;

import dev.compresh.replay.PlanExplanation;
import dev.compresh.replay.PlanExplanation.ExplainedCut;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The examples of docs/compression-guide.md: small conversations, and what each layer does. */
final class GuideExamples {
  private static final String CODE =
      """
      import csv


      def load(path):
          with open(path) as file:
              rows = list(csv.DictReader(file))
          for row in rows:
              row["amount"] = int(row["amount"])
          return rows


      def total(rows):
          return sum(row["amount"] for row in rows)
      """;

  private static final String QUESTION = "When does Ingrid sell her honey?";

  /** Lines of a long text that the page shows at each end. */
  private static final int ENDS = 6;

  private GuideExamples() {}

  /** What is between the marks of each example, by its name. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("tool_output", render(testRun(), balanced(), Layer.TOOL_OUTPUT));
    all.put("dedup", render(readTwice(), balanced(), Layer.DEDUP));
    all.put("eviction", render(manyFiles(), balanced().withRoom(2_400), Layer.EVICTION));
    all.put("chat_memory", render(chat(), balanced(), Layer.CHAT_MEMORY));
    all.put("recall", render(chat(), max(), Layer.RECALL));
    return all;
  }

  private static CompressionPolicy balanced() {
    return CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS);
  }

  private static CompressionPolicy max() {
    return CompressionPolicy.of(CompressionMode.MAX, CompressionObjective.TOKENS);
  }

  private static ScriptedConversation testRun() {
    StringBuilder out =
        new StringBuilder("============ test session starts ============\ncollected 31 items\n\n");
    for (int i = 1; i <= 30; i++) {
      out.append("tests/test_ledger.py::test_booking_").append(i).append(" PASSED\n");
    }
    out.append("tests/test_ledger.py::test_refund FAILED\n\n")
        .append("E   AssertionError: assert 12 == 21\n\n")
        .append("============ 1 failed, 30 passed in 0.41s ============\n");
    return new ScriptedConversation()
        .user("Why does the refund test fail?")
        .bash("python -m pytest -v tests/test_ledger.py", out.toString());
  }

  private static ScriptedConversation readTwice() {
    return new ScriptedConversation()
        .user("Sum the amounts by month.")
        .bash("cat totals.py", CODE)
        .bash("ls", "totals.py\nmarch.csv\n")
        .bash("cat totals.py", CODE + "\n\nprint(total(load(\"march.csv\")))\n");
  }

  private static ScriptedConversation manyFiles() {
    ScriptedConversation agent = new ScriptedConversation().user("Find where the rate is set.");
    for (int i = 1; i <= 12; i++) {
      StringBuilder file = new StringBuilder();
      for (int line = 1; line <= 30; line++) {
        file.append("rate_").append(i).append('_').append(line).append(" = ").append(i * line);
        file.append("\n");
      }
      agent.bash("cat rates/region_" + i + ".py", file.toString());
    }
    return agent;
  }

  private static ScriptedConversation chat() {
    ScriptedConversation chat =
        new ScriptedConversation()
            .user(
                "[3 May 2025] My sister Ingrid keeps bees in Bergen. She sells honey in June."
                    + " I am allergic to nuts, so always suggest recipes without them.")
            .assistant("That sounds lovely. Bergen has long, light evenings in June.");
    String[] subjects = {"the kitchen", "the garden shed", "a used van", "the tax form"};
    for (String subject : subjects) {
      for (int i = 1; i <= 10; i++) {
        chat.user(
            "Let us talk about "
                + subject
                + ", point "
                + i
                + ": which parts wear out first, what do they cost, and who repairs them nearby?");
        chat.assistant(
            "For "
                + subject
                + ", point "
                + i
                + ": look at the joints and the seals first; parts cost between 20 and 90, and"
                + " two workshops in town repair them within a week.");
      }
    }
    return chat.user(QUESTION);
  }

  private static String render(
      ScriptedConversation conversation, CompressionPolicy policy, Layer layer) {
    Tokenizer tokenizer = new ExactTokenizers().o200k();
    PromptTokens tokens = new PromptTokens(tokenizer);
    Compressor compressor =
        new Compressor(tokenizer, tokens, new CompressionStages(), () -> 0, 16 << 20);
    ExplainedCut cut =
        PlanExplanation.of(conversation.prompt(), compressor, tokens, policy).messages().stream()
            .flatMap(message -> message.cuts().stream())
            .filter(one -> one.layer() == layer && !one.forwarded().isEmpty())
            .findFirst()
            .orElseThrow();
    String before =
        cut.original().isEmpty()
            ? "The question is \"" + QUESTION + "\" Before it, "
            : "Before, " + cut.before() + " tokens:\n\n" + fenced(cut.original()) + "\nAfter, ";
    return before + cut.after() + " tokens (" + cut.reason() + "):\n\n" + fenced(cut.forwarded());
  }

  /** {@code text} as a block; the middle of a long one is left out of the page. */
  private static String fenced(String text) {
    List<String> lines = text.stripTrailing().lines().toList();
    List<String> shown = new ArrayList<>(lines);
    int left = lines.size() - 2 * ENDS;
    if (left > 1) {
      shown = new ArrayList<>(lines.subList(0, ENDS));
      shown.add("  … " + left + " more lines …");
      shown.addAll(lines.subList(lines.size() - ENDS, lines.size()));
    }
    return "```text\n" + String.join("\n", shown) + "\n```\n";
  }
}

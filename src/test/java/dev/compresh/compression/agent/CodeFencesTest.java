package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.ScriptedConversation;
import dev.compresh.compression.UnsignedText;
import dev.compresh.compression.plaintext.InlineResults;
import dev.compresh.dialect.Prompt;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Code in the assistant's own words: Aider's edits are there to be referred to. */
class CodeFencesTest {
  private static final CompressionPolicy POLICY =
      new CompressionPolicy(
          CompressionMode.LOSSLESS, CompressionObjective.COST, 2, 50, 100, Set.of());

  private static final String EDIT =
      """
      I add the rounding:

      src/totals.py
      ```python
      <<<<<<< SEARCH
      def total(prices):
          return sum(prices)
      =======
      def total(prices, digits=2):
          amount = sum(price.value for price in prices)
          return round(amount, digits)
      >>>>>>> REPLACE
      ```
      """;

  @Test
  void anEdit_isABlockOfItsFile() {
    List<CodeFences.FencedBlock> blocks = CodeFences.findBlocks(EDIT);
    assertThat(blocks).hasSize(1);
    assertThat(blocks.getFirst().path()).isEqualTo("src/totals.py");
    assertThat(blocks.getFirst().edit()).isTrue();
    assertThat(blocks.getFirst().text()).startsWith("<<<<<<< SEARCH\n").endsWith("REPLACE");
  }

  @Test
  void blocksWithoutAFile_andFilesNamedInside() {
    List<CodeFences.FencedBlock> blocks =
        CodeFences.findBlocks(
            "So:\n```\nsrc/a.py\nx = 1\ny = 2\n```\nRun it:\n```py\nz\nz\nz\n```\n```\nno\n```");
    assertThat(blocks).extracting(CodeFences.FencedBlock::path).containsExactly("src/a.py", "");
    assertThat(CodeFences.findBlocks("no fence, **a.py**")).isEmpty();
    assertThat(CodeFences.findBlocks("```\nnever\nclosed\nat all")).isEmpty();
  }

  /** Who looks at a file after an edit wants to see it. */
  @Test
  void linesOfAnEdit_areShownWhenTheyAreRead() {
    String code = "";
    for (int i = 1; i <= 12; i++) {
      code += "    amount_" + i + " = sum(price.value for price in part_" + i + ")\n";
    }
    ScriptedConversation scriptedConversation =
        new ScriptedConversation()
            .system("You edit code.")
            .user("Add the parts. " + "Please. ".repeat(60));
    scriptedConversation.assistant(
        "lib/parts.py\n```python\n<<<<<<< SEARCH\n    pass\n=======\n"
            + code
            + ">>>>>>> REPLACE\n```");
    scriptedConversation.user(
        "I ran this command:\n\nhead -20 lib/parts.py\n\nAnd got this output:\n\n" + code);
    scriptedConversation
        .assistant("Good.")
        .user("Go on.")
        .assistant("Yes?")
        .user("And now the next one.");
    String told = UnsignedText.of(forwarded(scriptedConversation));
    assertThat(told.split("part_7\\)", -1)).hasSize(3);
  }

  private static String forwarded(ScriptedConversation scriptedConversation) {
    byte[] body =
        AgentCompression.compressor()
            .plan(inline(scriptedConversation), POLICY, AgentCompression.AMPLE)
            .apply(inline(scriptedConversation));
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Prompt inline(ScriptedConversation scriptedConversation) {
    return InlineResults.locate(scriptedConversation.prompt());
  }

  @Test
  void endlessTextTakesLinearTime() {
    for (String piece : List.of(" ", "```", "```\n", "a.py\n", "```\na\nb\nc\n", "*`")) {
      long one = nanos(piece, 100_000);
      long four = nanos(piece, 400_000);
      assertThat(four).as(piece).isLessThan(12 * one + 300_000_000L);
    }
  }

  private static long nanos(String piece, int length) {
    String text = piece.repeat(length / piece.length());
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(CodeFences.findBlocks(text)).isNotNull();
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
  }
}

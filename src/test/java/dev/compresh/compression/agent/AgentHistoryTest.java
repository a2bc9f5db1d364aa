package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Layer;
import dev.compresh.compression.ScriptedConversation;
import dev.compresh.compression.UnsignedText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentHistoryTest {
  private static final CompressionPolicy POLICY =
      new CompressionPolicy(
          CompressionMode.LOSSLESS, CompressionObjective.COST, 2, 50, 100, Set.of("secret"));

  private static String source(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i <= to; i++) {
      text.append("    total_").append(i).append(" = price_").append(i).append(" * 2\n");
    }
    return text.toString();
  }

  private static String numbered(int from, int to) {
    StringBuilder text = new StringBuilder();
    int n = from;
    for (String line : source(from, to).lines().toList()) {
      text.append(String.format("%6d→%s\n", n++, line));
    }
    return text.toString();
  }

  private static ScriptedConversation start() {
    return new ScriptedConversation()
        .system("You are an agent.")
        .user("Fix the totals. " + "Please. ".repeat(40));
  }

  private static List<String> results(ScriptedConversation scriptedConversation) {
    return AgentCompression.results(
            AgentCompression.forwarded(AgentCompression.compressor(), scriptedConversation, POLICY))
        .stream()
        .map(UnsignedText::of)
        .toList();
  }

  @Test
  void readTwice() {
    ScriptedConversation scriptedConversation = start();
    scriptedConversation.tool("Read", "{\"file_path\":\"/app/totals.py\"}", numbered(1, 40));
    scriptedConversation.tool("Read", "{\"file_path\":\"/app/totals.py\"}", numbered(1, 40));
    List<String> results = results(scriptedConversation);
    assertThat(results.get(0)).startsWith("     1→    total_1 =").contains("\n    total_2 =");
    assertThat(results.get(1)).isEqualTo("[same as Read totals.py above]\n");
  }

  @Test
  void readAfterAnEdit_showsWhatChanged() {
    ScriptedConversation scriptedConversation = start();
    scriptedConversation.tool("Read", "{\"file_path\":\"totals.py\"}", numbered(1, 40));
    String later = numbered(1, 40).replace("price_20 ", "cost_20 ");
    scriptedConversation.tool("Read", "{\"file_path\":\"totals.py\"}", later);
    assertThat(results(scriptedConversation).get(1))
        .isEqualTo(
            """
            [1-19 as in Read totals.py above]
                20→    total_20 = cost_20 * 2
            [21-40 as there]
            """);
  }

  @Test
  void partOfAFileReadByTheShell() {
    ScriptedConversation scriptedConversation = start();
    scriptedConversation.bash("cat totals.py", source(1, 40));
    scriptedConversation.bash("sed -n '5,30p' totals.py", source(5, 30));
    assertThat(results(scriptedConversation).get(1))
        .isEqualTo("[26 lines as in `cat totals.py` above, from `total_5 =…` to `total_30 =…`]\n");
  }

  @Test
  void numbersThatAShellWasAskedForStay() {
    ScriptedConversation scriptedConversation =
        start().bash("cat -n totals.py", numbered(1, 40).replace('→', '\t'));
    assertThat(results(scriptedConversation).getFirst()).contains("    33\t    total_33 =");
  }

  @Test
  void aReadAfterAWrite_showsTheLines() {
    ScriptedConversation scriptedConversation = start();
    String body = source(1, 30).replace("\n", "\\n");
    String write = "{\"file_path\":\"/app/new.py\",\"content\":\"" + body + "\"}";
    scriptedConversation.tool("Write", write, "File written. A snippet:\n" + numbered(1, 30));
    scriptedConversation.tool("Read", "{\"file_path\":\"/app/new.py\"}", numbered(1, 30));
    assertThat(results(scriptedConversation).getLast())
        .contains("total_7 =")
        .doesNotContain("above");
  }

  @Test
  void numbersThatATextBeginsWith_areNoGutter() {
    StringBuilder rows = new StringBuilder();
    for (int i = 1; i <= 40; i++) {
      rows.append(i).append("\tname").append(i * 31 % 17).append("@example.org\n");
    }
    ScriptedConversation scriptedConversation = start();
    scriptedConversation.tool("read_file", "{\"path\":\"users.tsv\"}", rows.toString());
    scriptedConversation.tool(
        "mcp__db__sql", "{\"query\":\"select\"}", rows.toString().replace("name", "user"));
    scriptedConversation.tool(
        "mcp__redis__scan", "{\"pattern\":\"x\"}", rows.toString().replace('\t', ':'));
    assertThat(
            AgentCompression.plan(AgentCompression.compressor(), scriptedConversation, POLICY)
                .changes())
        .isEmpty();
  }

  @Test
  void lineNumbersThatAShellPrinted_nameThePlace() {
    ScriptedConversation scriptedConversation = start();
    String whole = numbered(101, 180).replace('→', '\t');
    scriptedConversation.bash("nl -ba spec.md | sed -n '101,180p'", whole);
    scriptedConversation.bash(
        "cd docs && nl -ba spec.md | sed -n '140,160p'", numbered(140, 160).replace('→', '\t'));
    assertThat(results(scriptedConversation).getLast())
        .isEqualTo("[140-160 as in `nl -ba spec.md | sed -n '101,180p'` above]\n");
  }

  @Test
  void errorsAndSkippedToolsStay() {
    ScriptedConversation scriptedConversation = start();
    scriptedConversation.tool("secret", "{}", numbered(1, 40));
    scriptedConversation.tool("secret", "{}", numbered(1, 40));
    assertThat(
            AgentCompression.plan(AgentCompression.compressor(), scriptedConversation, POLICY)
                .changes())
        .isEmpty();
  }

  @Test
  void theFirstResultIsCompressed_howeverShortTheConversation() {
    CompressionPolicy late =
        new CompressionPolicy(
            CompressionMode.LOSSLESS, CompressionObjective.COST, 4, 50_000, 100, Set.of());
    ScriptedConversation scriptedConversation = start();
    scriptedConversation.tool("Read", "{\"file_path\":\"a\"}", numbered(1, 40));
    CompressionPlan compressionPlan =
        AgentCompression.plan(AgentCompression.compressor(), scriptedConversation, late);
    assertThat(compressionPlan.changes()).hasSize(1);
    assertThat(compressionPlan.changes().getFirst().layer()).isEqualTo(Layer.TOOL_OUTPUT);
  }
}

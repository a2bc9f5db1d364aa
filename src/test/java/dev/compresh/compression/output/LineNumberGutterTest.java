package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ToolUse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in front of lines are a gutter where the tool is known to print one. */
class LineNumberGutterTest {
  private static List<Integer> numbers(ToolUse use, String text) {
    return LineNumberGutter.rows(use, text).stream().map(OutputRow::number).toList();
  }

  private static ToolUse tool(String name) {
    return new ToolUse(name, "", "/w/a.py", List.of());
  }

  private static ToolUse shell(String command) {
    return new ToolUse("Bash", command, "", List.of());
  }

  private static final String ROWS = "1\tAda\n2\tBob\n3\tCyd\n4\tDan";

  @ParameterizedTest
  @CsvSource({"read_file", "read", "mcp__sql__query", "fetch_rows", "view", "load_table", "cat"})
  void numbersOfRows_stay(String name) {
    assertThat(numbers(tool(name), ROWS)).containsOnly(-1);
    assertThat(numbers(tool(name), ROWS.replace("\t", ":"))).containsOnly(-1);
    assertThat(numbers(tool(name), ROWS.replace("\t", " | "))).containsOnly(-1);
    assertThat(numbers(tool(name), ROWS.replace("\t", "→"))).containsOnly(-1);
  }

  @Test
  void shellsPrintNoGutter_butForCatAndNl() {
    assertThat(numbers(shell("sqlite3 a.db 'select id, name from t'"), ROWS)).containsOnly(-1);
    assertThat(numbers(shell("cat users.tsv"), ROWS)).containsOnly(-1);
    String numbered = "     7\tint a;\n     8\t\n     9\tint b;";
    assertThat(numbers(shell("cat -n a.c"), numbered)).containsExactly(7, 8, 9);
    assertThat(numbers(shell("cd src && nl -ba a.c | sed -n '7,9p'"), numbered))
        .containsExactly(7, 8, 9);
    assertThat(numbers(shell("sed -n '7,9p' a.c | cat -n"), numbered)).containsExactly(7, 8, 9);
  }

  @Test
  void claudeCode_bothGutters() {
    List<OutputRow> rows =
        LineNumberGutter.rows(tool("Read"), "     8→def f():\n     9→\n    10→  return 1\n");
    assertThat(rows).extracting(OutputRow::number).containsExactly(8, 9, 10, -1);
    assertThat(rows).extracting(OutputRow::body).containsExactly("def f():", "", "  return 1", "");
    assertThat(numbers(tool("Read"), "8\tdef f():\n9\t\n10\t  return 1")).containsExactly(8, 9, 10);
    assertThat(numbers(tool("Edit"), "Updated.\n   98→a\n    99→b\n   100→c\n   101→d"))
        .containsExactly(-1, -1, 99, 100, 101);
  }

  @Test
  void otherAgents() {
    ToolUse editor = new ToolUse("str_replace_editor", "view", "/w/a.py", List.of());
    String view =
        "Here's the result of running `cat -n` on /w/a.py:\n     1\ta\n     2\tb\n     3\tc";
    assertThat(numbers(editor, view)).containsExactly(-1, 1, 2, 3);
    assertThat(numbers(tool("str_replace_based_edit_tool"), "     1\ta\n     2\tb\n     3\tc"))
        .containsExactly(1, 2, 3);
    assertThat(numbers(tool("read_file"), "<content lines=\"9-11\">\n 9 | a\n10 | b\n11 | c"))
        .containsExactly(-1, 9, 10, 11);
    assertThat(numbers(tool("read"), "<file>\n00001| a\n00002| b\n00003| c\n</file>"))
        .containsExactly(-1, 1, 2, 3, -1);
    assertThat(numbers(tool("read"), "<content>\n1: a\n2: b\n3: c\n</content>"))
        .containsExactly(-1, 1, 2, 3, -1);
    assertThat(numbers(tool("read_file"), "L9: a\nL10: b\nL11: c")).containsExactly(9, 10, 11);
  }

  @Test
  void anEditorsView_ofAFileWithoutNumbers_staysAsItIs() {
    ToolUse editor = new ToolUse("str_replace_editor", "view", "/w/a.tsv", List.of());
    assertThat(numbers(editor, ROWS)).containsOnly(-1);
  }

  @Test
  void numbersThatDoNotRiseByOne_areText() {
    assertThat(numbers(tool("Read"), "1\ta\n3\tb\n7\tc")).containsOnly(-1);
  }

  @Test
  void endlessDigits_areText() {
    assertThat(numbers(tool("Read"), "1".repeat(100_000))).containsExactly(-1);
  }
}

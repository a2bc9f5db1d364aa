package dev.compresh.compression.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ToolUse;
import dev.compresh.compression.command.CommandFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileAccessTest {
  private static FileAccess shell(String command, String text) {
    return FileAccess.of(new ToolUse("bash", command, "", List.of()), text);
  }

  private static FileAccess tool(String name, String path, String text) {
    return FileAccess.of(new ToolUse(name, "", path, List.of()), text);
  }

  @Test
  void aReadToolShowsTheLinesThatItNumbers() {
    FileAccess fileAccess = tool("Read", "/a/App.java", "    10→one\n    11→two\n    12→three\n");
    assertThat(fileAccess).isEqualTo(new FileAccess("/a/App.java", false, 10, 12, true, 3));
  }

  @Test
  void editorsWithCommands_viewAndChange() {
    ToolUse view = ToolUse.read("str_replace_editor", "{\"command\":\"view\",\"path\":\"/a.py\"}");
    ToolUse edit =
        ToolUse.read("str_replace_editor", "{\"command\":\"str_replace\",\"path\":\"/a.py\"}");
    assertThat(FileAccess.of(view, "x = 1").changes()).isFalse();
    assertThat(FileAccess.of(view, "x = 1").path()).isEqualTo("/a.py");
    assertThat(FileAccess.of(edit, "").changes()).isTrue();
  }

  @Test
  void shellCommandsThatPrintOneFile() {
    assertThat(shell("cd /r && cat src/a.py", "x"))
        .isEqualTo(new FileAccess("src/a.py", false, 1, CommandFile.END, true, 1));
    assertThat(shell("sed -n '10,20p' a.py", "x"))
        .isEqualTo(new FileAccess("a.py", false, 10, 20, true, 1));
    assertThat(shell("head -50 a.py", "x").sure()).isFalse();
    assertThat(shell("cat a.py | head -5", "x").sure()).isFalse();
    assertThat(shell("nl -ba a.py | sed -n '5,7p'", "     5\ta\n     6\tb\n     7\tc\n"))
        .isEqualTo(new FileAccess("a.py", false, 5, 7, true, 3));
  }

  @Test
  void shellCommandsThatChangeAFile() {
    assertThat(shell("sed -i 's/a/b/' a.py", "").changes()).isTrue();
    assertThat(shell("cat > a.py << 'EOF'\nx\nEOF", "").path()).isEqualTo("a.py");
    assertThat(shell("cat > a.py << 'EOF'\nx\nEOF", "").changes()).isTrue();
  }

  @Test
  void anythingElseIsAboutNoFile() {
    assertThat(shell("cat a.py b.py && cat c.py", "x").known()).isFalse();
    assertThat(shell("pytest -q", "x").known()).isFalse();
    assertThat(tool("Grep", "TODO", "x").known()).isFalse();
    assertThat(tool("get_user_details", "7", "x").known()).isFalse();
  }

  @Test
  void whatIsPrintedInPart_coversNothing() {
    FileAccess part = shell("head -50 a.py", "x");
    FileAccess whole = shell("cat a.py", "x");
    assertThat(whole.covers(part)).isTrue();
    assertThat(part.covers(part)).isFalse();
    assertThat(shell("sed -n '1,9p' a.py", "").covers(shell("sed -n '5,12p' a.py", ""))).isFalse();
  }
}

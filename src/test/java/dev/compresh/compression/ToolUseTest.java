package dev.compresh.compression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolUseTest {
  @Test
  void read_shellCommand() {
    ToolUse use = ToolUse.read("Bash", "{\"command\":\"ls -la\",\"timeout\":5}");
    assertThat(use.command()).isEqualTo("ls -la");
    assertThat(use.target()).isEmpty();
  }

  @Test
  void read_argumentVector() {
    ToolUse use = ToolUse.read("shell", "{\"command\":[\"bash\",\"-lc\",\"cat a.py\"]}");
    assertThat(use.command()).isEqualTo("cat a.py");
  }

  @Test
  void read_writtenText() {
    ToolUse use =
        ToolUse.read("Write", "{\"file_path\":\"/src/a.py\",\"content\":\"one\\ntwo\\n\"}");
    assertThat(use.target()).isEqualTo("/src/a.py");
    assertThat(use.written()).containsExactly("one\ntwo\n");
  }

  @Test
  void read_brokenJson() {
    assertThat(ToolUse.read("Read", "{\"file_path\":\"a.py\",").target()).isEqualTo("a.py");
    assertThat(ToolUse.read("Read", "").tool()).isEqualTo("Read");
  }
}

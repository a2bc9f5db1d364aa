package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ToolUse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TextCallsTest {
  private static ToolUse last(String text) {
    return Objects.requireNonNull(TextCalls.last(text));
  }

  @Test
  void last_blockOfAShell() {
    ToolUse use = last("THOUGHT: I see.\n\n```bash\ncd /a && cat x.py\n```\n");
    assertThat(use.tool()).isEqualTo("bash");
    assertThat(use.command()).isEqualTo("cd /a && cat x.py");
    assertThat(TextCalls.last("Here:\n```python\nprint(1)\n```")).isNull();
    assertThat(TextCalls.last("no call at all ``` ")).isNull();
  }

  @Test
  void last_functionOfOpenHands() {
    ToolUse use =
        last(
            """
            Let me.
            <function=str_replace_editor>
            <parameter=command>create</parameter>
            <parameter=path>/w/a.py</parameter>
            <parameter=file_text>
            one
            two
            </parameter>
            </function>\
            """);
    assertThat(use.tool()).isEqualTo("str_replace_editor");
    assertThat(use.target()).isEqualTo("/w/a.py");
    assertThat(use.written()).containsExactly("\none\ntwo\n");
    assertThat(last("<execute_bash>\npytest -q\n</execute_bash>").command()).isEqualTo("pytest -q");
  }

  @Test
  void last_elementsOfCline() {
    ToolUse use =
        last(
            "<thinking>a <b>c</b></thinking>\n<write_to_file>\n<path>src/a.ts</path>\n<content>\n"
                + "let x: Array<string> = [];\nlet y;\n</content>\n</write_to_file>");
    assertThat(use.tool()).isEqualTo("write_to_file");
    assertThat(use.target()).isEqualTo("src/a.ts");
    assertThat(use.written().getFirst()).contains("Array<string>");
    assertThat(last("<execute_command>\n<command>npm test</command>\n</execute_command>").command())
        .isEqualTo("npm test");
  }

  @Test
  void last_actionOfReact() {
    ToolUse use = last("Thought: x\nAction: search\nAction Input: {\"query\": \"a b\"}");
    assertThat(use.tool()).isEqualTo("search");
    assertThat(use.target()).isEqualTo("a b");
  }

  @Test
  void last_hostileTextTakesLinearTime() {
    for (String odd : List.of("<", "</a>", "<a>", "<parameter=", "```", "Action:\n", "<execute_")) {
      TextCalls.last(odd.repeat(100_000));
      TextCalls.last("<function=x>" + odd.repeat(100_000));
    }
  }

  @Test
  void heading_namesTheTool() {
    ToolUse use = InlineHeading.use("[read_file for 'src/a.ts'] Result:\nx", ToolUse.UNKNOWN);
    assertThat(use.tool()).isEqualTo("read_file");
    assertThat(use.target()).isEqualTo("src/a.ts");
    assertThat(InlineHeading.use("[execute_command for 'npm t'] Result:", use).command())
        .isEqualTo("npm t");
    assertThat(InlineHeading.use("[]] Result:", use)).isNotNull();
    assertThat(InlineHeading.use("int a[3];", use)).isSameAs(use);
  }
}

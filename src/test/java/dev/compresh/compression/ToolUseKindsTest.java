package dev.compresh.compression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the argument of a call means depends on its tool. */
class ToolUseKindsTest {
  @ParameterizedTest
  @CsvSource({
    "str_replace_editor, view",
    "str_replace_based_edit_tool, view",
    "text_editor_20250728, str_replace",
    "file_editor, create",
    "editor, insert",
    "text_editor, undo_edit"
  })
  void operationsOfEditors_areNoShellCommands(String tool, String operation) {
    ToolUse use = ToolUse.read(tool, "{\"command\":\"" + operation + "\",\"path\":\"/w/a.html\"}");
    assertThat(use.command()).isEmpty();
    assertThat(use.operation()).isEqualTo(operation);
    assertThat(use.target()).isEqualTo("/w/a.html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bash",
        "bash",
        "shell",
        "execute_bash",
        "run_terminal_cmd",
        "run_in_terminal",
        "execute_command",
        "exec_command",
        "RunCommand",
        "run_shell_command",
        "developer__shell",
        "local_shell",
        "mcp__ssh__exec",
        "container.exec",
        "start_process",
        "unheard_of"
      })
  void commandsOfShells(String tool) {
    assertThat(ToolUse.read(tool, "{\"command\":\"ls -la\"}").command()).isEqualTo("ls -la");
    assertThat(ToolUse.read(tool, "{\"cmd\":[\"ls\",\"-l\"]}").command()).isEqualTo("ls -l");
  }

  /** Other programs take a "command", too; it is none of a shell's. */
  @ParameterizedTest
  @CsvSource({"redis, KEYS inv:*", "smart_home, lights off", "jira, transition PROJ-1"})
  void commandsOfOtherTools(String tool, String command) {
    assertThat(ToolUse.read(tool, "{\"command\":\"" + command + "\"}").command()).isEmpty();
  }

  @Test
  void codeIsNoShellCommand() {
    String script = "const fs = require('fs');\nconsole.log(fs.readFileSync('a.py', 'utf8'));";
    ToolUse exec = ToolUse.read("exec", script);
    assertThat(exec.command()).isEmpty();
    assertThat(exec.action()).isEqualTo(new ToolAction.CodeAction(script));
    assertThat(exec.isProgram()).isTrue();
    ToolUse cell = ToolUse.read("execute_ipython_cell", "{\"code\":\"print(open('a').read())\"}");
    assertThat(cell.command()).isEmpty();
    assertThat(cell.isProgram()).isTrue();
    ToolUse airport = ToolUse.read("get_airport", "{\"code\":\"JFK\"}");
    assertThat(airport.isProgram()).isFalse();
    assertThat(ToolUse.read("bash", "{\"script\":\"make\"}").command()).isEqualTo("make");
    assertThat(ToolUse.read("apply_patch", "*** Begin Patch\n*** End Patch").isProgram()).isFalse();
  }

  @Test
  void laterLooksAtAProgram() {
    assertThat(ToolUse.read("write_stdin", "{\"session_id\":7,\"chars\":\"\"}").action())
        .isEqualTo(new ToolAction.RunningAction("7", true, false));
    assertThat(ToolUse.read("write_stdin", "{\"session_id\":7,\"chars\":\"yes\\n\"}").action())
        .isEqualTo(new ToolAction.RunningAction("7", true, true));
    assertThat(ToolUse.read("BashOutput", "{\"bash_id\":\"bash_1\"}").action())
        .isEqualTo(new ToolAction.RunningAction("bash_1", true, false));
    assertThat(ToolUse.read("get_terminal_output", "{\"id\":\"t-1\"}").action())
        .isEqualTo(new ToolAction.RunningAction("t-1", true, false));
    assertThat(ToolUse.read("execute_bash", "{\"command\":\"C-c\",\"is_input\":\"true\"}").action())
        .isEqualTo(new ToolAction.RunningAction("", true, true));
  }
}

package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ToolUse;
import org.junit.jupiter.api.Test;

/** Output that is fetched later is what the started command is. */
class StartedCommandsTest {
  private final StartedCommands started = new StartedCommands();

  private static ToolUse call(String tool, String arguments) {
    return ToolUse.read(tool, arguments);
  }

  private void start(int message, String command, String said) {
    started.add(message, call("exec_command", "{\"cmd\":\"" + command + "\"}"), said);
  }

  private String resolved(String tool, String arguments) {
    return started.resolve(call(tool, arguments)).command();
  }

  @Test
  void looksAreTiedToTheirCommandByTheId() {
    start(1, "cat package.json", "Chunk ID: 1\nProcess running with session ID 1\nOutput:\n");
    start(3, "make all", "Process running with session ID 12\nOutput:\n");
    assertThat(resolved("write_stdin", "{\"session_id\":1}")).isEqualTo("cat package.json");
    assertThat(resolved("write_stdin", "{\"session_id\":12}")).isEqualTo("make all");
    assertThat(resolved("write_stdin", "{\"session_id\":2}")).isEmpty();
    started.truncate(3);
    assertThat(resolved("write_stdin", "{\"session_id\":12}")).isEmpty();
  }

  @Test
  void otherAgentsNameTheirProcessesOtherwise() {
    ToolUse bash = call("Bash", "{\"command\":\"npm run dev\",\"run_in_background\":true}");
    started.add(1, bash, "Command running in background with ID: bash_1");
    assertThat(resolved("BashOutput", "{\"bash_id\":\"bash_1\"}")).isEqualTo("npm run dev");
    ToolUse process = call("start_process", "{\"command\":\"pytest -v\"}");
    started.add(2, process, "Process started with PID 4411\nInitial output:\n");
    assertThat(resolved("read_process_output", "{\"pid\":4411}")).isEqualTo("pytest -v");
  }

  /** What a program prints that was typed into is not known. */
  @Test
  void shellsAndProgramsThatWereTypedInto_stayUnknown() {
    start(1, "bash", "Process running with session ID 1");
    assertThat(resolved("write_stdin", "{\"session_id\":1}")).isEmpty();
    start(2, "./menu", "Process running with session ID 2");
    ToolUse typed = call("write_stdin", "{\"session_id\":2,\"chars\":\"cat a\\n\"}");
    assertThat(started.resolve(typed).command()).isEmpty();
    started.add(3, typed, "");
    assertThat(resolved("write_stdin", "{\"session_id\":2}")).isEmpty();
  }
}

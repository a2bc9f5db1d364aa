package dev.compresh.compression.output;

import dev.compresh.compression.ToolUse;
import dev.compresh.compression.command.CommandPurpose;
import dev.compresh.compression.command.OutputKind;

/**
 * The source of a result, as far as filters ask.
 *
 * @param isCommand whether a shell command printed it
 * @param isTerminal whether a command or a program of another language did
 * @param purpose what the shell command was run for
 */
record OutputSource(
    OutputKind kind, boolean isCommand, boolean isTerminal, CommandPurpose purpose) {

  static OutputSource of(ToolUse use) {
    boolean command = !use.command().isEmpty();
    return new OutputSource(
        OutputKind.of(use),
        command,
        command || use.isProgram(),
        command ? CommandPurpose.of(use.command()) : CommandPurpose.OTHER);
  }

  boolean isOf(OutputKind... kinds) {
    for (OutputKind one : kinds) {
      if (one == kind) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a shell command printed it that asks for rows. */
  boolean isQuery() {
    return kind == OutputKind.SHELL && purpose == CommandPurpose.QUERY;
  }

  /** Returns whether a shell command printed it of which no later step picks rows. */
  boolean isReport() {
    return kind == OutputKind.SHELL && purpose != CommandPurpose.QUERY;
  }
}

package dev.compresh.compression.client;

/**
 * A tool of an agent.
 *
 * @param name as it appears in calls; empty where the agent's model acts in plain text
 * @param argument the argument that says what it is about; empty where the whole input does
 */
public record AgentTool(ToolPurpose purpose, String name, String argument) {

  /** The purpose of a tool. */
  public enum ToolPurpose {
    /** Shows text of a file. */
    READ,
    /** Changes a file. */
    EDIT,
    /** Finds lines in files. */
    SEARCH,
    /** Runs a shell command. */
    SHELL,
    /** Runs a script that calls tools. */
    SCRIPT
  }

  static AgentTool read(String name, String argument) {
    return new AgentTool(ToolPurpose.READ, name, argument);
  }

  static AgentTool edit(String name, String argument) {
    return new AgentTool(ToolPurpose.EDIT, name, argument);
  }

  static AgentTool search(String name, String argument) {
    return new AgentTool(ToolPurpose.SEARCH, name, argument);
  }

  static AgentTool shell(String name, String argument) {
    return new AgentTool(ToolPurpose.SHELL, name, argument);
  }

  static AgentTool script(String name) {
    return new AgentTool(ToolPurpose.SCRIPT, name, "");
  }
}

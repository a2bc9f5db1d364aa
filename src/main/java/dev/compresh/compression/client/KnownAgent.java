package dev.compresh.compression.client;

import static dev.compresh.compression.client.AgentTool.edit;
import static dev.compresh.compression.client.AgentTool.read;
import static dev.compresh.compression.client.AgentTool.script;
import static dev.compresh.compression.client.AgentTool.search;
import static dev.compresh.compression.client.AgentTool.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The table of agents: how each is recognised, and which tools it has. An agent is recognised by
 * the product that its {@code User-Agent} names first, or by tools that no other agent has. A test
 * for each row holds the compressor to the shapes of its calls and results.
 */
public enum KnownAgent {
  CLAUDE_CODE(
      "claude-code",
      List.of("claude-cli", "claude-code"),
      read("Read", "file_path"),
      edit("Edit", "file_path"),
      edit("Write", "file_path"),
      search("Grep", "pattern"),
      shell("Bash", "command")),
  CODEX(
      "codex",
      List.of("codex", "codex_cli_rs", "codex_exec", "codex-tui", "codex_vscode"),
      script("exec"),
      shell("exec_command", "cmd"),
      shell("shell_command", "command"),
      edit("apply_patch", "")),
  OPENCODE(
      "opencode",
      List.of("opencode"),
      read("read", "filePath"),
      edit("edit", "filePath"),
      edit("apply_patch", "patchText"),
      search("grep", "pattern"),
      shell("bash", "command")),
  CLINE(
      "cline",
      List.of("cline"),
      read("read_files", "files"),
      edit("editor", "path"),
      shell("run_commands", "commands")),
  ROO_CODE(
      "roo-code",
      List.of("roocode", "roo-code"),
      read("read_file", "path"),
      edit("apply_diff", "path"),
      edit("write_to_file", "path"),
      search("search_files", "regex"),
      shell("execute_command", "command")),
  KILO_CODE(
      "kilo-code",
      List.of("kilo-code", "kilocode", "kilo"),
      read("read", "filePath"),
      edit("edit", "filePath"),
      search("grep", "pattern"),
      shell("bash", "command")),
  CONTINUE(
      "continue",
      List.of("continue", "continue-cli"),
      read("Read", "filepath"),
      edit("Edit", "file_path"),
      search("Search", "pattern"),
      shell("Bash", "command")),
  QWEN_CODE(
      "qwen-code",
      List.of("qwencode", "qwen-code"),
      read("read_file", "absolute_path"),
      edit("edit", "file_path"),
      search("grep_search", "pattern"),
      shell("run_shell_command", "command")),
  GEMINI_CLI(
      "gemini-cli",
      List.of("geminicli", "gemini-cli"),
      read("read_file", "file_path"),
      edit("replace", "file_path"),
      search("grep_search", "pattern"),
      shell("run_shell_command", "command")),
  DROID(
      "droid",
      List.of("factory-cli", "droid"),
      read("Read", "file_path"),
      edit("Edit", "file_path"),
      search("Grep", "pattern"),
      shell("Execute", "command")),
  /** Acts in plain text: blocks that search and replace. */
  AIDER("aider", List.of("aider")),
  OPENHANDS(
      "openhands",
      List.of("openhands"),
      read("str_replace_editor", "path"),
      edit("str_replace_editor", "path"),
      shell("execute_bash", "command")),
  MINI_SWE_AGENT("mini-swe-agent", List.of("mini-swe-agent"), shell("bash", "command")),
  COPILOT(
      "copilot",
      List.of("copilot", "githubcopilotchat", "github-copilot"),
      read("view", "path"),
      read("read_file", "filePath"),
      edit("replace_string_in_file", "filePath"),
      search("grep_search", "query"),
      shell("run_in_terminal", "command"));

  /** Tools that only one agent has: by these it is known where it does not say who it is. */
  private static final Set<String> CLINE_TOOLS = Set.of("read_files", "run_commands");

  private static final Set<String> ROO_TOOLS = Set.of("apply_diff", "execute_command");

  private final String label;

  // made by List.of
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> products;

  // made by List.of
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<AgentTool> tools;

  KnownAgent(String label, List<String> products, AgentTool... tools) {
    this.label = label;
    this.products = products;
    this.tools = List.of(tools);
  }

  /** The name by which reports call it. */
  public String label() {
    return label;
  }

  public List<String> products() {
    return products;
  }

  public List<AgentTool> tools() {
    return tools;
  }

  /**
   * Returns the name for reports of the client that sent {@code userAgent} and calls {@code called}
   * tools: an agent's label, else the product that it names, else {@code unknown}.
   */
  public static String nameClient(String userAgent, Set<String> called) {
    String product = product(userAgent);
    for (KnownAgent agent : values()) {
      if (agent.products.contains(product)) {
        return agent.label;
      }
    }
    if (called.containsAll(CLINE_TOOLS)) {
      return CLINE.label;
    }
    if (called.containsAll(ROO_TOOLS)) {
      return ROO_CODE.label;
    }
    return product.isEmpty() ? "unknown" : product;
  }

  /** The product that {@code userAgent} names first, in lower case, without its version. */
  private static String product(String userAgent) {
    int end = 0;
    while (end < Math.min(userAgent.length(), 40) && isProductSign(userAgent.charAt(end))) {
      end++;
    }
    return userAgent.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isProductSign(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }
}

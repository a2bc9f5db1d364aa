package dev.compresh.cli.connect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Programs that can be connected. */
public enum ClientProgram {
  CLAUDE_CODE("Claude Code", "claude", false),
  CODEX("Codex", "codex", false),
  OPENCODE("opencode", "opencode", false),
  CLINE("Cline", "cline", true),
  CONTINUE("Continue", "cn", true),
  QWEN("Qwen Code", "qwen", true),
  GEMINI("Gemini CLI", "gemini", false),
  DROID("Droid", "droid", true),
  KILO("Kilo", "kilo", false),
  AIDER("Aider", "aider", false),
  OPENAI_ENV("OpenAI's variables", "", false),
  ANTHROPIC_ENV("Anthropic's variables", "", false);

  private final String title;
  private final String binary;
  private final boolean listing;

  ClientProgram(String title, String binary, boolean listing) {
    this.title = title;
    this.binary = binary;
    this.listing = listing;
  }

  /** Returns how people call it. */
  public String title() {
    return title;
  }

  /** The program's file; empty where it is none. */
  public String binary() {
    return binary;
  }

  /** Returns whether its configuration lists models. */
  public boolean needsModels() {
    return listing;
  }

  /** Its name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether the test request speaks Anthropic's API. */
  public boolean speaksMessages() {
    return this == CLAUDE_CODE || this == ANTHROPIC_ENV;
  }

  public static Optional<ClientProgram> named(String label) {
    String lower = label.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(client -> client.label().equals(lower)).findFirst();
  }

  /** All names, for help and errors. */
  public static String labels() {
    return String.join(", ", Arrays.stream(values()).map(ClientProgram::label).toList());
  }
}

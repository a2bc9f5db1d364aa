package dev.compresh.compression.client;

import java.util.List;

/**
 * A script that calls tools, as Codex's code mode has its models write them: {@code const r = await
 * tools.exec_command({cmd: "ls"}); text(r.output);}. The script is read, never run.
 *
 * @param calls the calls in it, in order, as far as their arguments are plain values
 * @param plain whether it prints nothing but what the calls returned, one after the other
 */
public record ToolScript(List<ScriptedCall> calls, boolean plain) {
  private static final ToolScript NONE = new ToolScript(List.of(), false);

  /** Longer scripts are not read. */
  private static final int LONGEST = 1_000_000;

  /** What scripts of this kind hold: others are not read. */
  private static final List<String> SIGNS =
      List.of("await tools.", "await tools[", "tools.exec_command", "tools.apply_patch");

  /** Reads {@code text}; no calls where it is no script of this kind. */
  public static ToolScript read(String text) {
    if (text.length() > LONGEST || SIGNS.stream().noneMatch(text::contains)) {
      return NONE;
    }
    return new ScriptParser(ScriptLexer.tokens(text)).parse();
  }
}

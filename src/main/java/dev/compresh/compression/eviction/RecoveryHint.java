package dev.compresh.compression.eviction;

import dev.compresh.compression.ToolAction;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.command.OutputKind;
import dev.compresh.compression.command.ReadOnlyCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Writes the marker text that says how to get a result back. It invites to nothing that may send,
 * deploy, write or delete.
 */
public enum RecoveryHint {
  /** Text of files, read or found: it is still there. */
  READ("read again if needed"),
  /** Printed by a command that reads and does nothing else. */
  RUN("run again if needed"),
  /** Printed by a command that may do more. */
  DONE(""),
  /** For a tool that only reads. */
  CALL("call again if needed"),
  /** Once, for a tool that may have done something: never to be called again for its text. */
  NEVER("");

  /** Words in names of tools which tell and do nothing else. */
  private static final Set<String> TELLING =
      Set.of(
          "get",
          "list",
          "search",
          "find",
          "fetch",
          "look",
          "lookup",
          "show",
          "read",
          "view",
          "grep",
          "glob",
          "retrieve",
          "describe",
          "browse",
          "output");

  /**
   * Words in names of tools which do something, or may: what a query language is given may write.
   */
  private static final Set<String> DOING =
      Set.of(
          "create",
          "update",
          "set",
          "add",
          "put",
          "post",
          "send",
          "write",
          "edit",
          "delete",
          "remove",
          "run",
          "exec",
          "execute",
          "apply",
          "deploy",
          "push",
          "publish",
          "submit",
          "book",
          "cancel",
          "pay",
          "transfer",
          "move",
          "merge",
          "insert",
          "replace",
          "start",
          "stop",
          "kill",
          "restart",
          "reset",
          "close",
          "open",
          "save",
          "sync",
          "click",
          "navigate",
          "and",
          "or",
          "query",
          "approve",
          "archive",
          "assign",
          "buy",
          "charge",
          "drop",
          "invoke",
          "mark",
          "pop",
          "purge",
          "refund",
          "reserve",
          "trigger",
          "upload");

  private final String advice;

  RecoveryHint(String advice) {
    this.advice = advice;
  }

  /** Returns how to get what {@code use} gave. */
  public static RecoveryHint of(ToolUse use) {
    if (use.action() instanceof ToolAction.ScriptAction script && use.command().isEmpty()) {
      // The one that invites to least; texts of files stay as long as they do elsewhere.
      List<RecoveryHint> hints = script.calls().stream().map(RecoveryHint::of).toList();
      boolean reads = hints.contains(READ) && List.of(READ, RUN, CALL).containsAll(hints);
      return reads ? READ : Collections.max(hints);
    }
    boolean editor = !use.target().isEmpty() && !use.command().isEmpty();
    OutputKind outputKind = OutputKind.of(use);
    if (!use.command().isEmpty() && !editor) {
      return !ReadOnlyCommand.is(use.command()) ? DONE : outputKind == OutputKind.FILE ? READ : RUN;
    }
    if (outputKind == OutputKind.FILE || outputKind == OutputKind.SEARCH || editor) {
      return READ;
    }
    List<String> words = words(use.tool());
    boolean tells = words.stream().anyMatch(TELLING::contains);
    return tells && words.stream().noneMatch(DOING::contains) ? CALL : NEVER;
  }

  /** The words of a name in lower case: {@code get_order}, {@code getOrder}. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : '_';
      boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
      if ((hump || !Character.isLetter(c)) && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (Character.isLetter(c)) {
        word.append(Character.toLowerCase(c));
      }
    }
    return words;
  }

  /**
   * Returns what the marker in the place of a result says.
   *
   * @param label the result's name
   * @param lines how many lines it had
   * @param newer whether a newer version is below
   */
  public String words(String label, int lines, boolean newer) {
    String what = lines == 1 ? "1 line" : lines + " lines";
    String how = newer ? "; newer below" : advice.isEmpty() ? "" : "; " + advice;
    return label + ": " + what + " cut" + how;
  }
}

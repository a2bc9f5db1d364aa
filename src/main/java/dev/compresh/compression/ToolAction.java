package dev.compresh.compression;

import java.util.List;

/** The action of a tool call other than a shell command. */
public sealed interface ToolAction {
  /** What the arguments do not say more about. */
  ToolAction PLAIN = new PlainAction();

  /** Nothing that the arguments name. */
  record PlainAction() implements ToolAction {}

  /**
   * An operation of an editor tool, which names it in an argument such as {@code command}.
   *
   * @param operation {@code view}, {@code str_replace} and the like
   */
  record EditAction(String operation) implements ToolAction {}

  /** A program in a language that is no shell's: a notebook's cell, JavaScript that calls tools. */
  record CodeAction(String text) implements ToolAction {}

  /**
   * JavaScript that calls tools.
   *
   * @param calls the calls in it
   */
  record ScriptAction(List<ToolUse> calls) implements ToolAction {}

  /**
   * A program that runs on: its start, or a later look at what it printed.
   *
   * @param process the program's id, empty where the tool has only one
   * @param later whether the call only looks at a program that was started before
   * @param typed whether the call types text into the program
   */
  record RunningAction(String process, boolean later, boolean typed) implements ToolAction {}
}

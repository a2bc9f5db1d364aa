package dev.compresh.compression.plaintext;

import java.util.List;
import java.util.stream.Stream;

/** Recognises how programs begin the message that brings a tool's result in the user's name. */
final class ResultHeading {
  /** Headings of results, by the programs that write them. */
  private static final List<String> RESULTS =
      List.of(
          "<returncode>", // mini-swe-agent
          "<exception>", // mini-swe-agent
          "<output>",
          "Observation:", // ReAct, mini-swe-agent, LangChain
          "OBSERVATION:", // SWE-agent
          "EXECUTION RESULT of [", // OpenHands
          "<function_results>",
          "<function_result>",
          "<tool_result>",
          "<tool_response>",
          "<observation>",
          "<execute_result>",
          "<command_output>",
          "Tool output:",
          "Tool result:",
          "Command output:");

  /** A user's own words that bring what a command printed (Aider's {@code /run}). */
  private static final String RAN = "I ran this command:";

  /** Files that Aider puts before the model; edits repeat them exactly. */
  private static final List<String> FILES =
      List.of(
          "I have *added these files to the chat*",
          "Here are some READ ONLY files",
          "Here are summaries of some files present in my git repository");

  /** What else appears in a message of Cline's: words of the user, or facts for the model. */
  private static final List<String> OTHER =
      List.of(
          "<environment_details>",
          "<feedback>",
          "<user_message>",
          "<answer>",
          "<task>",
          "<system-reminder>",
          "# task_progress");

  /** What in an assistant's text shows that it calls a tool there. */
  private static final List<String> CALLS =
      List.of(
          "```",
          "<function=",
          "<execute_",
          "<tool_call>",
          "<tool_use>",
          "<invoke",
          "Action:",
          "action:",
          "<command>",
          "<bash>");

  /** Tools whose result is what the user says. */
  private static final List<String> ASKING =
      List.of("attempt_completion", "ask_followup_question", "plan_mode_respond", "new_task");

  private static final boolean[] FIRST = first();

  private ResultHeading() {}

  /** Returns whether a text that begins with the byte {@code first} may begin with any heading. */
  static boolean may(byte first) {
    return first >= 0 && FIRST[first];
  }

  private static boolean[] first() {
    boolean[] first = new boolean[128];
    Stream.of(RESULTS, FILES, OTHER, List.of(RAN, "["))
        .flatMap(List::stream)
        .forEach(heading -> first[heading.charAt(0)] = true);
    first['\\'] = true; // an escape may stand for any of them
    return first;
  }

  static boolean ofResult(String opening) {
    return RESULTS.stream().anyMatch(opening::startsWith);
  }

  static boolean ofRun(String opening) {
    return opening.startsWith(RAN);
  }

  static boolean ofFiles(String opening) {
    return FILES.stream().anyMatch(opening::startsWith);
  }

  static boolean ofOther(String opening) {
    return OTHER.stream().anyMatch(opening::startsWith);
  }

  static boolean calls(String assistant) {
    return CALLS.stream().anyMatch(assistant::contains);
  }

  /**
   * The tool in a heading such as {@code [read_file for 'a.c'] Result:} (Cline, Roo), empty where
   * {@code opening} is none.
   */
  static String tool(String opening) {
    if (!opening.startsWith("[")) {
      return "";
    }
    int end = 1;
    while (end < opening.length() && name(opening.charAt(end))) {
      end++;
    }
    boolean whole = opening.startsWith("] Result:", end);
    boolean about = opening.startsWith(" for '", end);
    String tool = opening.substring(1, end);
    return (whole || about) && !ASKING.contains(tool) ? tool : "";
  }

  private static boolean name(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  }
}

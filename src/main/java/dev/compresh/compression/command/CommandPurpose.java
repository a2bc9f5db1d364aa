package dev.compresh.compression.command;

import java.util.List;

/** The purpose of a shell command, as far as its programs tell. */
public enum CommandPurpose {
  /** It answers a question with rows; later steps pick from them. */
  QUERY,
  /** It runs, builds, checks or installs something, and prints how that went. */
  BUILD,
  /** Anything else. */
  OTHER;

  /** Returns what {@code command} is run for. */
  public static CommandPurpose of(String command) {
    List<List<String>> programs = CommandLineParser.programs(command);
    // What git lists are files and commits.
    if (programs.stream().anyMatch(p -> QueryCommands.is(p) || p.getFirst().equals("git"))) {
      return QUERY;
    }
    return programs.stream().anyMatch(p -> BuildAndTestCommands.is(p.getFirst())) ? BUILD : OTHER;
  }
}

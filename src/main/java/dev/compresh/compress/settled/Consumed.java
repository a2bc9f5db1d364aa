package dev.compresh.compress.settled;

import dev.compresh.compress.ToolUse;
import dev.compresh.compress.birth.Kind;
import dev.compresh.compress.birth.Queries;
import dev.compresh.compress.birth.Runners;
import dev.compresh.compress.birth.Shell;
import java.util.List;
import java.util.Set;

/**
 * Results that are used up by the answer to them: runs of tests, builds and programs. What was
 * read, listed or searched is what later steps go back to, and never counts as such.
 */
public final class Consumed {
  /** Commands of git that change something or report it; not those that print texts or lists. */
  private static final Set<String> GIT =
      Set.of(
          "add",
          "commit",
          "push",
          "pull",
          "fetch",
          "merge",
          "rebase",
          "checkout",
          "switch",
          "stash",
          "reset",
          "restore",
          "clone",
          "clean",
          "tag",
          "cherry-pick",
          "status");

  /** Programs that print nothing worth a judgement. */
  private static final Set<String> SILENT =
      Set.of(
          "echo", "export", "source", ".", "set", "mkdir", "rm", "cp", "mv", "touch", "true",
          "sleep", "chmod", "printf", "pwd");

  private Consumed() {}

  /** Whether what {@code use} gave is such a result. */
  public static boolean by(ToolUse use) {
    if (use.command().isEmpty() || Kind.of(use) != Kind.SHELL) {
      return false;
    }
    List<List<String>> programs = Shell.programs(use.command());
    if (programs.stream().anyMatch(Queries::is)) {
      return false;
    }
    boolean any = false;
    for (List<String> program : programs) {
      String name = program.getFirst();
      boolean runs =
          Runners.is(name)
              || (name.equals("git") && program.size() > 1 && GIT.contains(program.get(1)));
      if (!runs && !SILENT.contains(name)) {
        return false;
      }
      any |= runs;
    }
    return any;
  }
}

package dev.compresh.compression.agent;

import dev.compresh.compression.ToolAction;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.command.InteractiveCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Commands that run on after their call: what is fetched of their output later is what the command
 * is. Where a program was typed into, nobody knows what its output is.
 */
final class StartedCommands {
  /** Calls that are looked back at. */
  private static final int MOST = 64;

  /** The words about a program that runs on stand at the start or at the end. */
  private static final int LONGEST = 800;

  private static final List<String> SIGNS =
      List.of("running", "background", "session", "pid", "process", "started", "timed out");

  private final List<StartedCommand> started = new ArrayList<>();
  private final List<TypedInput> typed = new ArrayList<>();

  private record StartedCommand(int message, ToolUse use, String said) {}

  private record TypedInput(int message, String process) {}

  /** Notes what {@code use} printed at first, if it may run on. */
  void add(int message, ToolUse use, String text) {
    if (use.action() instanceof ToolAction.RunningAction runningAction && runningAction.typed()) {
      typed.add(new TypedInput(message, runningAction.process()));
    }
    boolean starts = !use.command().isEmpty() && !isFetched(use);
    String said = (start(text) + "\n" + end(text)).toLowerCase(Locale.ROOT);
    if (starts && SIGNS.stream().anyMatch(said::contains)) {
      started.add(new StartedCommand(message, use, said));
    }
  }

  /** {@code use} as what it shows the output of; the same where that is not known. */
  ToolUse resolve(ToolUse use) {
    if (!(use.action() instanceof ToolAction.RunningAction runningAction)
        || !use.command().isEmpty()) {
      return use;
    }
    String process = runningAction.process();
    boolean changed =
        runningAction.typed() || typed.stream().anyMatch(t -> t.process().equals(process));
    for (int i = started.size() - 1; !changed && i >= Math.max(0, started.size() - MOST); i--) {
      StartedCommand start = started.get(i);
      if (names(start, process)) {
        return InteractiveCommands.isInteractive(start.use().command())
            ? use
            : use.showing(start.use());
      }
    }
    return use;
  }

  void truncate(int message) {
    while (!started.isEmpty() && started.getLast().message() >= message) {
      started.removeLast();
    }
    while (!typed.isEmpty() && typed.getLast().message() >= message) {
      typed.removeLast();
    }
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  private static String end(String text) {
    return text.substring(Math.max(0, text.length() - LONGEST));
  }

  /** Returns whether this is a later look, which {@link #resolve} gave its command. */
  private static boolean isFetched(ToolUse use) {
    return use.action() instanceof ToolAction.RunningAction runningAction && runningAction.later();
  }

  private static boolean names(StartedCommand start, String process) {
    if (start.use().action() instanceof ToolAction.RunningAction runningAction
        && !process.isEmpty()
        && runningAction.process().equals(process)) {
      return true;
    }
    String id = process.toLowerCase(Locale.ROOT);
    for (int at = start.said().indexOf(id); at >= 0; at = start.said().indexOf(id, at + 1)) {
      int end = at + id.length();
      boolean before = at == 0 || !Character.isLetterOrDigit(start.said().charAt(at - 1));
      boolean after =
          end == start.said().length() || !Character.isLetterOrDigit(start.said().charAt(end));
      if (id.isEmpty() || (before && after)) {
        return true;
      }
    }
    return false;
  }
}

package dev.compresh.invariant;

import dev.compresh.cli.RunningProgram;
import dev.compresh.invariant.ThinkingConversation.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Measures what long chats save with a model that binds its thinking, and the same chats without
 * thinking. Its {@code main} prints the figures.
 */
final class ThinkingChatFigures {
  private static final List<Integer> TURNS = List.of(30, 70, 150);

  private ThinkingChatFigures() {}

  public static void main(String[] arguments) throws IOException {
    for (String objective : List.of("tokens", "cost")) {
      Map<String, String> settings =
          Map.of(
              "COMPRESH_OBJECTIVE", objective,
              "COMPRESH_TIME_BUDGET", "60s",
              "COMPRESH_ACCESS_LOG", "false");
      try (RunningProgram program =
          RunningProgram.start(Files.createTempDirectory("chat"), settings)) {
        for (String mode : List.of("balanced", "max")) {
          for (boolean thinks : new boolean[] {true, false}) {
            figures(program, objective, mode, thinks);
          }
        }
      }
    }
  }

  private static void figures(
      RunningProgram program, String objective, String mode, boolean thinks) {
    ThinkingChat chat = new ThinkingChat(objective + mode + thinks, thinks, Control.REPORT);
    PreservingClient client =
        new PreservingClient(
            chat.conversation(), chat::answered, List.of(), program.provider(), new Random(2));
    long original = 0;
    long optimized = 0;
    int folds = 0;
    for (int turn = 1; turn <= TURNS.getLast(); turn++) {
      PreservingClient.PreservedRequest preservedRequest = client.send(program, mode);
      original += preservedRequest.original();
      optimized += preservedRequest.optimized();
      folds += preservedRequest.left().isEmpty() ? 0 : 1;
      if (TURNS.contains(turn)) {
        System.out.printf(
            Locale.ROOT,
            "%s, %s, %s thinking: %d turns, %d rewrites, %.1f %% saved, %.1f %% of the last (%d)%n",
            objective,
            mode,
            thinks ? "with" : "without",
            turn,
            folds,
            100.0 * (original - optimized) / original,
            100.0
                * (preservedRequest.original() - preservedRequest.optimized())
                / preservedRequest.original(),
            preservedRequest.original());
      }
    }
  }
}

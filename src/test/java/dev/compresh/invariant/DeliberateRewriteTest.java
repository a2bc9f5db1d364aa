package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.invariant.ThinkingConversation.Control;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Conversations with bound thinking that are rewritten on purpose: each rewrite takes out all
 * thinking behind it, once, and between rewrites nothing that was sent changes.
 */
class DeliberateRewriteTest {
  private static final int WINDOW = 16_000;
  private static final String RECALLED = "[Recalled from earlier";

  @TempDir Path folder;

  /** What a conversation came to. */
  private record RewriteOutcome(int rewrites, long mostTokens, boolean recalls, double saved) {}

  private RunningProgram program(String objective, int window) {
    return RunningProgram.quick(
        folder,
        Map.of(
            "COMPRESH_OBJECTIVE",
            objective,
            "COMPRESH_TIME_BUDGET",
            "60s",
            "COMPRESH_ACCESS_LOG",
            "false",
            "COMPRESH_SUSPEND_LAYERS",
            "false",
            "COMPRESH_CONTEXT_WINDOW",
            Integer.toString(window)));
  }

  @ParameterizedTest
  @CsvSource({"lossless", "balanced"})
  void aFullWindow_isRelieved(String mode) {
    try (RunningProgram program = program("cost", WINDOW)) {
      Random random = new Random(4);
      ThinkingConversation conversation =
          new ThinkingConversation(
              random, "You work.", List.of("Read", "Bash"), Control.REPORT, "claude-opus-5-5");
      ThinkingCourse course = new ThinkingCourse(random, true, conversation);
      PreservingClient client =
          new PreservingClient(
              conversation, course::answered, List.of(), program.provider(), random);
      RewriteOutcome rewriteOutcome = converse(client, program, mode, 50);
      assertThat(rewriteOutcome.rewrites).isBetween(2, 12);
      assertThat(rewriteOutcome.mostTokens).isLessThan(WINDOW * 85 / 100);
    }
  }

  @ParameterizedTest
  @CsvSource({"tokens, balanced", "tokens, max"})
  void aLongChat_isFolded(String objective, String mode) {
    try (RunningProgram program = program(objective, 0)) {
      ThinkingChat chat = new ThinkingChat("all", true, Control.REPORT);
      PreservingClient client =
          new PreservingClient(
              chat.conversation(), chat::answered, List.of(), program.provider(), new Random(2));
      RewriteOutcome rewriteOutcome = converse(client, program, mode, 70);
      assertThat(rewriteOutcome.rewrites).isBetween(2, 12);
      assertThat(rewriteOutcome.recalls).as("a recall block stays where it was put").isTrue();
      assertThat(rewriteOutcome.saved).isGreaterThan(0.4);
    }
  }

  private static RewriteOutcome converse(
      PreservingClient client, RunningProgram program, String mode, int turns) {
    int rewrites = 0;
    long original = 0;
    long optimized = 0;
    long most = 0;
    boolean recalls = false;
    List<String> said = List.of();
    List<String> thinking = List.of();
    for (int turn = 0; turn < turns; turn++) {
      PreservingClient.PreservedRequest preservedRequest = client.send(program, mode);
      assertThat(preservedRequest.attempts()).isEqualTo(1);
      assertThat(preservedRequest.dropped()).isEmpty();
      List<String> now = ThinkingConversation.said(preservedRequest.forwarded());
      List<String> kept = ThinkingConversation.thinking(preservedRequest.forwarded());
      if (!preservedRequest.left().isEmpty()) {
        rewrites++;
        List<String> whole = new ArrayList<>(kept);
        whole.addAll(preservedRequest.left());
        assertThat(whole.subList(0, Math.min(thinking.size(), whole.size())))
            .as("a suffix is left out")
            .isEqualTo(thinking);
      } else {
        assertThat(now.subList(0, said.size())).as("turn %s", turn).isEqualTo(said);
        assertThat(kept.subList(0, thinking.size())).isEqualTo(thinking);
      }
      said = now;
      thinking = kept;
      original += preservedRequest.original();
      optimized += preservedRequest.optimized();
      most = Math.max(most, preservedRequest.optimized());
      recalls |= now.subList(0, now.size() - 1).stream().anyMatch(m -> m.contains(RECALLED));
    }
    return new RewriteOutcome(rewrites, most, recalls, 1 - (double) optimized / original);
  }
}

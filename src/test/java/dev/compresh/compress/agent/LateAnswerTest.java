package dev.compresh.compress.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Budget;
import dev.compresh.compress.Compressor;
import dev.compresh.compress.Markers;
import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.compress.Policy;
import dev.compresh.compress.PromptTokens;
import dev.compresh.compress.Talk;
import dev.compresh.compress.Words;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An answer for which time ran out must not cut what it answers to when it comes again. */
class LateAnswerTest {
  private static final Policy LOSSY =
      new Policy(Mode.BALANCED, Objective.COST, 2, 50, 100, Set.of());

  private final AtomicLong clock = new AtomicLong();
  private final Compressor compressor = compressor();

  private Compressor compressor() {
    Words words = new Words();
    return new Compressor(
        words,
        new PromptTokens(words),
        p -> List.of(new AgentHistory(p, Markers.DEFAULT)),
        clock::incrementAndGet,
        1 << 20);
  }

  /** Tests that ran, and that the next message answers to. */
  private static Talk run() {
    Random random = new Random(1);
    StringBuilder log = new StringBuilder("building");
    for (int i = 0; i < 900; i++) {
      // Lines of all lengths, no two alike: nothing for layer A.
      log.append(random.nextInt(6) == 0 ? '\n' : ' ');
      log.append(Integer.toString(random.nextInt(1 << 20), 36));
    }
    Talk talk = new Talk().system("You are an agent.").user("Build it. " + "Please. ".repeat(60));
    // Read twice: what that saves may be spent on cutting an answered result.
    String file = "  value = compute(one, two);\n  other = value * 2;\n".repeat(60);
    talk.bash("cat a.c", file).bash("cat a.c", file).bash("cat a.c", file);
    return talk.bash("make", log.append("\ndone\n").toString());
  }

  private List<String> results(Compressor by, Talk talk, Budget budget) {
    Prompt prompt = talk.prompt();
    byte[] body = by.plan(prompt, LOSSY, budget).apply(prompt);
    return Agent.results((Prompt) PromptReader.read(Dialect.CHAT, body));
  }

  @Test
  void answerInTime_cutsOnce() {
    Talk talk = run();
    String before = results(compressor, talk, Agent.AMPLE).get(3);
    talk.bash("ls", "a b c d");
    assertThat(results(compressor, talk, Agent.AMPLE).get(3)).hasSizeLessThan(before.length());
  }

  @Test
  void answerThatCameLate_cutsNothingLater() {
    Talk talk = run();
    String before = results(compressor, talk, Agent.AMPLE).get(3);
    talk.bash("ls", "a b c d");
    assertThat(results(compressor, talk, new Budget(0, 0)).get(3)).isEqualTo(before);
    talk.bash("ls", "a b c d e");
    assertThat(results(compressor, talk, Agent.AMPLE).get(3)).isEqualTo(before);
  }

  @Test
  void conversationThatWasLateAsAWhole_staysAsItWent() {
    Talk talk = run();
    String before = talk.lines().getLast().text();
    assertThat(results(compressor, talk, new Budget(0, 0)).get(3)).isEqualTo(before);
    talk.bash("ls", "a b c d");
    assertThat(results(compressor, talk, Agent.AMPLE).get(3)).isEqualTo(before);
  }
}

package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.proxy.CachePlay.Played;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations that go on behind other tools, another system text, or at another model. */
class ChangedBeginningTest {
  private static final String MODEL = "claude-opus-5-5";

  @TempDir Path folder;
  private CachePlay play;

  @BeforeEach
  void start() {
    play = CachePlay.plain(folder.resolve("one"), "auto");
  }

  @AfterEach
  void end() {
    play.close();
  }

  private static long cost(Usage usage) {
    return 1_000 * usage.input()
        + 100 * usage.cacheRead()
        + 1_250 * usage.cacheWrite5m()
        + 2_000 * usage.cacheWrite1h();
  }

  /** What forty steps cost against raw, in percent, where {@code system} differs in each. */
  private long percent(AgentTalk talk, IntFunction<String> system) {
    long paid = 0;
    long raw = 0;
    for (int i = 0; i < 40; i++) {
      String body = talk.step(1, 200).json().replace("\"system\":\"S\"", system.apply(i));
      Usage usage = play.send(body).usage();
      paid += cost(usage);
      raw += 1_000 * usage.prompt();
      play.pass(Duration.ofSeconds(25));
    }
    return 100 * paid / raw;
  }

  private static AgentTalk agent() {
    return new AgentTalk(MODEL).system("S").tools(3).user("Fix it.");
  }

  @Test
  void anAgentWithAClockInItsSystemText_isNotMarkedForEver() {
    String rules = AgentTalk.words(900, 1);
    assertThat(percent(agent(), i -> "\"system\":\"Time: 08:" + (10 + i) + rules + "\""))
        .isLessThanOrEqualTo(103);
  }

  @Test
  void anAgentWhoseSystemTextGrows_isNotMarkedForEver() {
    assertThat(percent(agent(), i -> "\"system\":\"Notes:" + AgentTalk.words(600 + i, 1) + "\""))
        .isLessThanOrEqualTo(103);
  }

  @Test
  void anAgentWhoseSystemTextChangesOnce_isReadAgainFromThenOn() {
    String rules = AgentTalk.words(900, 1);
    assertThat(
            percent(agent(), i -> "\"system\":\"" + (i < 20 ? "Plan." : "Build.") + rules + "\""))
        .isLessThan(30);
  }

  @Test
  void aConversationAtTwoModelsInTurn_isReadBackAtBoth() {
    List<Long> unread = new ArrayList<>();
    AgentTalk one = agent();
    AgentTalk two = new AgentTalk("claude-sonnet-5-5").system("S").tools(3).user("Fix it.");
    for (int i = 0; i < 12; i++) {
      for (AgentTalk talk : List.of(one, two)) {
        Usage usage = play.send(talk.step(1, 400).json()).usage();
        unread.add(usage.prompt() - usage.cacheRead());
        play.pass(Duration.ofSeconds(10));
      }
    }
    assertThat(unread.subList(4, 24)).allMatch(tokens -> tokens < 1_000);
  }

  @Test
  void anotherModelsCache_isNotTakenForThisOnes() {
    AgentTalk one = agent().step(1, 3_000);
    AgentTalk two = new AgentTalk("claude-sonnet-5-5").system("S").tools(3).user("Fix it.");
    two.step(1, 3_000);
    play.send(one.json());
    play.pass(Duration.ofSeconds(10));
    Played other = play.send(two.step(1, 200).json());
    assertThat(other.usage().cacheRead()).isZero();
    play.pass(Duration.ofSeconds(10));
    assertThat(play.send(two.step(1, 200).json()).usage().cacheRead())
        .isEqualTo(other.usage().prompt());
  }
}

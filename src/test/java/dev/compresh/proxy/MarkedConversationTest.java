package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.proxy.CachePlay.Played;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is marked for clients that mark nothing, before a provider that plays Anthropic's rules. */
class MarkedConversationTest {
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

  private static AgentTalk agent() {
    return new AgentTalk(MODEL)
        .system("You fix builds." + AgentTalk.words(900, 1))
        .tools(3)
        .user("Fix it.");
  }

  @Test
  void anAgent_isMarkedFromItsFirstRequest_andReadsAllOfItBack() {
    AgentTalk talk = agent();
    Played first = play.send(talk.json());
    assertThat(first.marks()).isEqualTo(2);
    assertThat(first.usage().cacheWrite5m()).isGreaterThan(900);
    long before = first.usage().prompt();
    for (int i = 0; i < 6; i++) {
      play.pass(Duration.ofSeconds(20));
      Played next = play.send(talk.step(1, 300).json());
      assertThat(next.marks()).isEqualTo(3);
      assertThat(next.usage().cacheRead()).isEqualTo(before);
      assertThat(next.usage().input()).isZero();
      before = next.usage().prompt();
    }
  }

  @Test
  void aStepOfManyCalls_isReadByTheMarkOfTheTurnBefore() {
    AgentTalk talk = agent();
    long before = play.send(talk.json()).usage().prompt();
    for (int i = 0; i < 4; i++) {
      talk.assistant("Step " + i).user("Go on with " + i);
    }
    for (int i = 0; i < 24; i++) {
      talk.assistant("Note " + i).user("More " + i);
    }
    play.pass(Duration.ofSeconds(20));
    long read = play.send(talk.json()).usage().cacheRead();
    assertThat(read).isBetween(900L, before); // a jump like this one is found by its prefix alone
    before = play.send(talk.step(1, 10).json()).usage().prompt();
    play.pass(Duration.ofSeconds(20));
    assertThat(play.send(talk.step(30, 50).json()).usage().cacheRead()).isEqualTo(before);
  }

  @Test
  void aConversationThatGrows_isMarkedFromItsSecondRequest() {
    AgentTalk talk = new AgentTalk(MODEL).user("Once upon a time" + AgentTalk.words(1_200, 2));
    assertThat(play.send(talk.json()).marks()).isZero();
    play.pass(Duration.ofMinutes(1));
    Played second = play.send(talk.assistant("Yes?").user("Go on.").json());
    assertThat(second.marks()).isEqualTo(1);
    play.pass(Duration.ofMinutes(1));
    Played third = play.send(talk.assistant("And?").user("The end.").json());
    assertThat(third.marks()).isEqualTo(2);
    assertThat(third.usage().cacheRead()).isEqualTo(second.usage().prompt());
  }

  @Test
  void oneOffs_areNeverMarked() {
    for (int i = 0; i < 30; i++) {
      AgentTalk talk =
          new AgentTalk(MODEL)
              .system("Sum up." + AgentTalk.words(600, i))
              .user("Read" + AgentTalk.words(2_000, i));
      assertThat(play.send(talk.json()).marks()).isZero();
      play.pass(Duration.ofSeconds(5));
    }
  }

  @Test
  void oneOffsWithTools_stopBeingMarkedSoon() {
    int marked = 0;
    for (int i = 0; i < 60; i++) {
      AgentTalk talk =
          new AgentTalk(MODEL)
              .system("Sum up." + AgentTalk.words(600, i))
              .tools(2)
              .user("Read" + AgentTalk.words(2_000, i));
      marked += play.send(talk.json()).marks() > 0 ? 1 : 0;
      play.pass(Duration.ofSeconds(5));
    }
    assertThat(marked).isBetween(1, 5);
  }

  @Test
  void aClassifier_isMarkedFromTheSecondSightOfItsInstruction_andItsTextsNever() {
    List<Played> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      AgentTalk talk =
          new AgentTalk(MODEL)
              .system("Classify." + AgentTalk.words(3_000, 1))
              .user("Text " + AgentTalk.words(80, i));
      all.add(play.send(talk.json()));
      play.pass(Duration.ofSeconds(40));
    }
    assertThat(all.getFirst().marks()).isZero();
    assertThat(all.subList(1, 20)).allMatch(played -> played.marks() == 1);
    assertThat(all.get(1).usage().cacheWrite5m()).isGreaterThan(3_000);
    assertThat(all.subList(2, 20)).allMatch(played -> played.usage().cacheRead() > 3_000);
    assertThat(all.subList(2, 20)).allMatch(played -> played.usage().cacheWrite5m() == 0);
  }

  @Test
  void anInstructionSeenEveryTwentyMinutes_isKeptForAnHour() {
    long hour = 0;
    long read = 0;
    for (int i = 0; i < 12; i++) {
      AgentTalk talk =
          new AgentTalk(MODEL)
              .system("Classify." + AgentTalk.words(3_000, 1))
              .user("Text " + AgentTalk.words(80, i));
      Played played = play.send(talk.json());
      hour += played.usage().cacheWrite1h();
      read += played.usage().cacheRead();
      assertThat(played.usage().cacheWrite5m()).isZero();
      play.pass(Duration.ofMinutes(20));
    }
    assertThat(hour).isBetween(6_000L, 7_000L);
    assertThat(read).isGreaterThan(7 * 6_000);
  }

  @Test
  void aSessionWithLongGaps_comesToBeKeptForAnHour() {
    AgentTalk talk = agent();
    long hour = 0;
    for (int i = 0; i < 30; i++) {
      hour += play.send(talk.step(1, 200).json()).usage().cacheWrite1h();
      play.pass(i % 3 == 2 ? Duration.ofMinutes(12) : Duration.ofSeconds(30));
    }
    assertThat(hour).isPositive();
  }

  @Test
  void aPromptBelowTheModelsMinimum_isNotMarked() {
    AgentTalk talk =
        new AgentTalk("claude-haiku-4-5").system(AgentTalk.words(1_000, 1)).tools(3).user("Hi.");
    assertThat(play.send(talk.json()).marks()).isZero();
    assertThat(play.send(talk.step(1, 200).json()).marks()).isZero();
    talk.step(1, 4_000);
    assertThat(play.send(talk.json()).marks()).isPositive();
  }

  @Test
  void aRestart_goesOnAsIfThereHadBeenNone() {
    CachePlay other = CachePlay.plain(folder.resolve("two"), "auto");
    AgentTalk one = agent();
    AgentTalk two = agent();
    for (int i = 0; i < 14; i++) {
      assertThat(other.send(two.json()).sent()).isEqualTo(play.send(one.json()).sent());
      Duration gap = i % 4 == 3 ? Duration.ofMinutes(9) : Duration.ofSeconds(40);
      play.pass(gap);
      other.pass(gap);
      one.step(1 + i % 3, 150);
      two.step(1 + i % 3, 150);
      if (i % 5 == 2) {
        other.restart();
      }
    }
    other.close();
  }

  @Test
  void aPrefixThatIsNotReadBack_stopsBeingMarked() {
    // The provider forgets at once: every request is an hour and more after the one before it.
    int marked = 0;
    AgentTalk talk = agent();
    for (int i = 0; i < 20; i++) {
      marked += play.send(talk.step(1, 100).json()).marks() > 0 ? 1 : 0;
      play.pass(Duration.ofHours(2));
    }
    assertThat(marked).isLessThan(9);
  }

  @Test
  void whatFailedAtTheProvider_isNotTakenForWritten() {
    AgentTalk talk = agent();
    play.fail(talk.json());
    play.fail(talk.json());
    Played first = play.send(talk.json());
    assertThat(first.marks()).isEqualTo(2);
    assertThat(first.usage().cacheWrite5m()).isEqualTo(first.usage().prompt());
  }

  @Test
  void theHeader_andTheHeldOutGroup_goWithoutMarks() {
    assertThat(play.send(agent().json(), "x-compresh-cache", "passthrough").marks()).isZero();
    assertThat(play.send(agent().json(), "x-compresh-mode", "off").marks()).isZero();
    assertThat(play.send(agent().json(), "x-compresh-mode", "shadow").marks()).isZero();
    assertThat(
            play.send(agent().json(), "x-compresh-mode", "off", "x-compresh-cache", "auto").marks())
        .isEqualTo(2);
  }

  @Test
  void aKeysOwnSetting_holds_unlessARequestSaysOtherwise() {
    String id = play.fixture().keys.list(null).getFirst().id();
    KeyOptions own = new KeyOptions("apart", null, 0, null, null, "passthrough", List.of());
    play.fixture().keys.edit(id, own);
    assertThat(play.send(agent().json()).marks()).isZero();
    assertThat(play.send(agent().json(), "x-compresh-cache", "auto").marks()).isEqualTo(2);
  }

  @Test
  void aClientsOwnMarks_areLeftAlone() {
    String own =
        agent()
            .json()
            .replace(
                "\"max_tokens\":64",
                "\"max_tokens\":64,\"cache_control\":{\"type\":\"ephemeral\"}");
    assertThat(play.send(own).text()).isEqualTo(own);
    String quoted = agent().user("It says \"cache_control\" here.").json();
    assertThat(play.send(quoted).marks()).isGreaterThan(1);
  }
}

package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.usage.CacheSavings;
import dev.compresh.usage.NetSavings;
import dev.compresh.usage.SavingsReports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What marks came to, as reports tell it. */
class CacheSavingsTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

  @TempDir Path folder;

  private static AgentTalk agent(int number) {
    return new AgentTalk("claude-sonnet-4-5")
        .system("You fix builds." + AgentTalk.words(900, number))
        .tools(3)
        .user("Fix it.");
  }

  private static NetSavings total(CachePlay play) {
    play.fixture().flush();
    return new SavingsReports(play.fixture().database).total(FROM, TO);
  }

  @Test
  void marksOfCompresh_areALineOfTheirOwn_andCompressionClaimsNoneOfIt() {
    try (CachePlay play = CachePlay.plain(folder, "auto")) {
      AgentTalk talk = agent(1);
      for (int i = 0; i < 8; i++) {
        play.send(talk.step(1, 200).json());
        play.pass(Duration.ofSeconds(30));
      }
      NetSavings total = total(play);
      CacheSavings cache = total.cache();
      assertThat(cache.marked()).isEqualTo(8);
      assertThat(cache.markedMicros()).isGreaterThan(10_000);
      assertThat(cache.writeMicros()).isPositive();
      assertThat(cache.ownUnits()).isZero();
      assertThat(total.netUnits()).isZero();
      assertThat(cache.unreadTokens()).isBetween(1L, 1_000L); // the last request's
    }
  }

  @Test
  void aClientsOwnMarks_areNotClaimed() {
    try (CachePlay play = CachePlay.plain(folder, "auto")) {
      AgentTalk talk = agent(1);
      for (int i = 0; i < 8; i++) {
        String own =
            talk.step(1, 200)
                .json()
                .replace(
                    "\"max_tokens\":64",
                    "\"max_tokens\":64,\"cache_control\":{\"type\":\"ephemeral\"}");
        play.send(own);
        play.pass(Duration.ofSeconds(30));
      }
      CacheSavings cache = total(play).cache();
      assertThat(cache.marked()).isZero();
      assertThat(cache.markedUnits()).isZero();
      assertThat(cache.ownMicros()).isGreaterThan(10_000);
    }
  }

  @Test
  void writesThatAreNeverRead_areShownAsALoss() {
    try (CachePlay play = CachePlay.plain(folder, "auto")) {
      for (int i = 0; i < 3; i++) {
        play.send(agent(i).json());
        play.pass(Duration.ofHours(2));
      }
      CacheSavings cache = total(play).cache();
      assertThat(cache.markedMicros()).isNegative();
      assertThat(cache.markedMicros()).isEqualTo(-cache.writeMicros());
      assertThat(cache.unreadTokens()).isGreaterThan(5_000);
    }
  }
}

package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.proxy.CachePlay.Played;
import dev.compresh.usage.CacheAdviceReports;
import dev.compresh.usage.CacheAdviceReports.CacheAdviceRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Six faults that clients make with caches, each found with its place and with the money that the
 * same requests would have saved without it. Sonnet 4.5: a fresh token costs 3 micro-USD, one read
 * 0.3, one written 3.75 or 6.
 */
class CacheAdviceTest {
  private static final String MODEL = "claude-sonnet-4-5";
  private static final String MARK = ",\"cache_control\":{\"type\":\"ephemeral\"}";
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-08T00:00:00Z");

  @TempDir Path folder;
  private CachePlay play;

  @BeforeEach
  void start() {
    play = CachePlay.plain(folder, "passthrough");
  }

  @AfterEach
  void end() {
    play.close();
  }

  private List<CacheAdviceRow> advice() {
    play.fixture().flush();
    return new CacheAdviceReports(play.fixture().database).sumBetween(FROM, TO);
  }

  private CacheAdviceRow only(String kind, String place) {
    List<CacheAdviceRow> rows = advice();
    assertThat(rows)
        .extracting(CacheAdviceRow::kind, CacheAdviceRow::place)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(kind, place));
    return rows.getFirst();
  }

  private static String marked(String body, String text) {
    String literal = "\"" + text + "\"";
    assertThat(body).contains(literal);
    return body.replace(literal, "[{\"type\":\"text\",\"text\":" + literal + MARK + "}]");
  }

  private static long price(Usage usage) {
    return 3_000 * usage.input()
        + 300 * usage.cacheRead()
        + 3_750 * usage.cacheWrite5m()
        + 6_000 * usage.cacheWrite1h();
  }

  @Test
  void aClockInTheSystemText() {
    long tokens = 0;
    for (int i = 0; i < 20; i++) {
      String system = "You help.\\nTime: 08:" + (10 + i) + "\\nRules:" + AgentTalk.words(1_500, 1);
      AgentTalk talk = new AgentTalk(MODEL).system("S").user("Ask" + AgentTalk.words(30, i));
      tokens =
          play.send(talk.json().replace("\"system\":\"S\"", "\"system\":\"" + system + "\""))
              .usage()
              .prompt();
      play.pass(Duration.ofSeconds(40));
    }
    CacheAdviceRow cacheAdviceRow = only("volatile_system", "system, line 2");
    assertThat(cacheAdviceRow.requests()).isEqualTo(19);
    assertThat(cacheAdviceRow.ofRequests()).isEqualTo(20);
    // All but the clock and the question could have been read: 2.7 micro-USD each.
    assertThat(cacheAdviceRow.micros())
        .isBetween(19 * 27 * (tokens - 130) / 10, 19 * 27 * tokens / 10);
  }

  @Test
  void toolsInChangingOrder() {
    List<String> tools = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tools.add(
          "{\"name\":\"t"
              + i
              + "\",\"description\":\""
              + AgentTalk.words(80, i)
              + "\",\"input_schema\":{\"type\":\"object\"}}");
    }
    Random random = new Random(3);
    long prompt = 0;
    for (int i = 0; i < 15; i++) {
      Collections.shuffle(tools, random);
      AgentTalk talk = new AgentTalk(MODEL).system("Help" + AgentTalk.words(700, 1)).user("Q" + i);
      String body = talk.json();
      body = body.substring(0, body.length() - 1) + ",\"tools\":[" + String.join(",", tools) + "]}";
      prompt = play.send(body).usage().prompt();
      play.pass(Duration.ofSeconds(40));
    }
    List<CacheAdviceRow> rows = advice();
    assertThat(rows)
        .isNotEmpty()
        .allMatch(cacheAdviceRow -> cacheAdviceRow.kind().equals("shuffled_tools"));
    assertThat(rows)
        .allMatch(cacheAdviceRow -> cacheAdviceRow.place().startsWith("tools, number "));
    long requests = rows.stream().mapToLong(CacheAdviceRow::requests).sum();
    long micros = rows.stream().mapToLong(CacheAdviceRow::micros).sum();
    assertThat(requests).isBetween(13L, 14L);
    assertThat(micros).isBetween(requests * 27 * prompt * 8 / 100, requests * 27 * prompt / 10);
  }

  @Test
  void aBreakpointBehindTextThatChanges() {
    long paid = 0;
    long best = 0;
    for (int i = 0; i < 16; i++) {
      String question = "Q" + AgentTalk.words(100, i);
      AgentTalk talk =
          new AgentTalk(MODEL).system("Help" + AgentTalk.words(1_000, 1)).user(question);
      Usage usage = play.send(marked(talk.json(), question)).usage();
      paid += price(usage);
      long loose = 205;
      best += 300 * (usage.prompt() - loose) + 3_000 * loose;
      play.pass(Duration.ofSeconds(40));
    }
    CacheAdviceRow cacheAdviceRow = only("volatile_before_breakpoint", "messages, number 1");
    assertThat(cacheAdviceRow.requests()).isEqualTo(15);
    long gain = (paid - best) * 15 / 16 / 1_000;
    assertThat(cacheAdviceRow.micros()).isBetween(gain * 95 / 100, gain * 105 / 100);
  }

  @Test
  void parallelFirstWrites() {
    String system = "Help" + AgentTalk.words(1_000, 1);
    long tokens = 0;
    for (int i = 0; i < 5; i++) {
      AgentTalk talk = new AgentTalk(MODEL).system(system).user("Q" + i);
      Played played = play.sendAtOnce(marked(talk.json(), system), Duration.ofMillis(100));
      tokens = played.usage().cacheWrite5m();
    }
    CacheAdviceRow cacheAdviceRow = only("parallel_writes", "system, line 1");
    assertThat(cacheAdviceRow.requests()).isEqualTo(4);
    assertThat(cacheAdviceRow.micros())
        .isBetween(4 * 345 * tokens / 100 * 98 / 100, 4 * 345 * tokens / 100);
  }

  @Test
  void aBreakpointBelowTheMinimum() {
    String system = "Help" + AgentTalk.words(350, 1);
    for (int i = 0; i < 10; i++) {
      AgentTalk talk = new AgentTalk(MODEL).system(system).user("Q" + AgentTalk.words(200, i));
      play.send(marked(talk.json(), system));
      play.pass(Duration.ofSeconds(40));
    }
    CacheAdviceRow cacheAdviceRow = only("below_minimum", "system, line 1");
    assertThat(cacheAdviceRow.requests()).isEqualTo(9);
    // 705 tokens at 3 against 1,024 at 0.3, if it were made long enough.
    assertThat(cacheAdviceRow.micros()).isBetween(9 * 1_700L, 9 * 1_900L);
  }

  @Test
  void aLifeTooShortForTheGaps() {
    AgentTalk soon = new AgentTalk(MODEL).system("Help" + AgentTalk.words(2_000, 1)).user("Go.");
    long paid = 0;
    long hour = 0;
    long before = 0;
    for (int i = 0; i < 12; i++) {
      soon.step(1, 150);
      String own = "\"max_tokens\":64" + MARK;
      Usage usage = play.send(soon.json().replace("\"max_tokens\":64", own)).usage();
      paid += price(usage);
      hour += 300 * before + 6_000 * (usage.prompt() - before);
      before = usage.prompt();
      play.pass(i % 2 == 0 ? Duration.ofMinutes(1) : Duration.ofMinutes(15));
    }
    CacheAdviceRow cacheAdviceRow = only("life_too_short", "conversation");
    assertThat(cacheAdviceRow.requests()).isEqualTo(5);
    long gain = (paid - hour) / 1_000;
    assertThat(cacheAdviceRow.micros()).isBetween(gain * 90 / 100, gain * 110 / 100);
  }

  @Test
  void aClientWithoutFaults_isLeftInPeace() {
    AgentTalk talk =
        new AgentTalk(MODEL).system("Help" + AgentTalk.words(2_000, 1)).tools(4).user("Go.");
    for (int i = 0; i < 12; i++) {
      talk.step(2, 150);
      play.send(talk.json().replace("\"max_tokens\":64", "\"max_tokens\":64" + MARK));
      play.pass(Duration.ofSeconds(30));
    }
    assertThat(advice()).isEmpty();
  }
}

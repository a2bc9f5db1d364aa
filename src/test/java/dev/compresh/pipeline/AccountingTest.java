package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.PlanDraft;
import dev.compresh.compress.LayerHistory;
import dev.compresh.compress.Layer;
import dev.compresh.pipeline.Delivery.Ending;
import dev.compresh.usage.Savings;
import dev.compresh.usage.SavingsReports;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Usage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a conversation's requests are accounted as, from the prompt to the store. */
class AccountingTest {
  @TempDir private Path folder;

  /** Cuts the first 40 messages down to a word each; to another one in a long conversation. */
  private record Cuts(int fickleFrom) implements LayerHistory {
    @Override
    public void append(Message message, List<String> texts, TokenCounter tokens) {}

    @Override
    public void truncate(int messages) {}

    @Override
    public int size() {
      return 0;
    }

    @Override
    public void contribute(PlanDraft planDraft) {
      List<Message> messages = planDraft.prompt().messages();
      String word = messages.size() >= fickleFrom ? "other" : "cut";
      for (Message message : messages.subList(0, 40)) {
        if (message.parts().getFirst() instanceof Part.Text text) {
          planDraft.rewrite(message, text, word, Layer.BIRTH, "test");
        }
      }
    }
  }

  private Fixture cutting(int fickleFrom, int holdOut) {
    return Fixture.Setup.plain()
        .layers(compressionPolicy -> List.of(new Cuts(fickleFrom)))
        .holdOut(holdOut)
        .in(folder);
  }

  private static long tokens(Forward forward, String name) {
    return Long.parseLong(Fixture.added(forward, name));
  }

  private static Forward turn(Fixture fixture, int turns, long read) {
    Forward forward = fixture.forwarded(Fixture.CHAT, Bodies.chat(turns));
    long forwarded = tokens(forward, "x-compresh-optimized-tokens");
    settle(forward, new Usage(forwarded - read, read, 0, 0, 9, 0));
    return forward;
  }

  private static void settle(Forward forward, @Nullable Usage usage) {
    forward.settlement().settle(Fixture.delivered(Ending.COMPLETE, usage));
  }

  private static Savings savings(Fixture fixture) {
    fixture.flush();
    return new SavingsReports(fixture.database).total(Instant.EPOCH, fixture.soon());
  }

  @Test
  void aWarmTurn_isGivenTheHitOfTheTurnBefore() {
    try (Fixture fixture = cutting(Integer.MAX_VALUE, 0)) {
      Forward first = turn(fixture, 60, 0);
      long sent = tokens(first, "x-compresh-optimized-tokens");
      Forward second = turn(fixture, 61, sent);
      long raw1 = tokens(first, "x-compresh-original-tokens");
      long raw2 = tokens(second, "x-compresh-original-tokens");
      Savings savings = savings(fixture);
      // All but the question of the turn before, some ten tokens, would have been read.
      long read = 10 * raw1 + 100 * (raw2 - raw1);
      assertThat(savings.uncompressedUnits() - 100 * raw1).isBetween(read, read + 20 * 90);
      assertThat(savings.netUnits())
          .isPositive()
          .isLessThan(100 * (raw1 - sent) + 20 * (raw2 - sent));
      assertThat(savings.busts()).isZero();
      // gpt-4o: 2.5 USD a million fresh, 1.25 cached.
      assertThat(savings.paidMicros()).isBetween(savings.paidUnits() / 40, savings.paidUnits() / 8);
      assertThat(fixture.metrics.text())
          .contains("compresh_net_saving_tokens_total{sign=\"positive\"}")
          .doesNotContain("compresh_cache_busts_total");
    }
  }

  @Test
  void aPrefixThatWasLeft_isCountedAndMayCostMoreThanItSaves() {
    try (Fixture fixture = cutting(123, 0)) {
      turn(fixture, 60, 0);
      turn(fixture, 61, 0);
      Savings savings = savings(fixture);
      assertThat(savings.busts()).isEqualTo(1);
      assertThat(fixture.metrics.text())
          .contains(
              "compresh_cache_busts_total{provider=\"openai\"} 1.0",
              "compresh_net_saving_tokens_total{sign=\"negative\"}");
    }
  }

  @Test
  void heldOutSessions_goOutAsTheyAreAndAreMarked() {
    try (Fixture fixture = cutting(Integer.MAX_VALUE, 100)) {
      Forward forward = turn(fixture, 60, 0);
      assertThat(tokens(forward, "x-compresh-saved-tokens")).isZero();
      assertThat(savings(fixture).netUnits()).isZero();
      SavingsReports reports = new SavingsReports(fixture.database);
      assertThat(reports.group(true, Instant.EPOCH, fixture.soon()).requests()).isEqualTo(1);
      assertThat(reports.group(false, Instant.EPOCH, fixture.soon()).requests()).isZero();
    }
  }

  @Test
  void errorsAndCountsOfTokens_costNothing() {
    try (Fixture fixture = cutting(Integer.MAX_VALUE, 0)) {
      fixture
          .forwarded(Fixture.CHAT, Bodies.chat(60))
          .settlement()
          .settle(new Delivery(Ending.COMPLETE, 500, null, 0, 10, 1, 2, 0, 1));
      settle(
          fixture.forwarded(
              "/v1/messages/count_tokens", Bodies.chat(60).replace("gpt-4o", "claude-sonnet-4-5")),
          new Usage(3_000, 0, 0, 0, 0, 0));
      assertThat(savings(fixture).requests()).isZero();
    }
  }
}

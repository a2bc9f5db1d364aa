package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.Layer;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.PlanDraft;
import dev.compresh.compression.TokenCounter;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.usage.NetSavings;
import dev.compresh.usage.SavingsReports;
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
  private record FirstMessagesCut(int fickleFrom) implements LayerHistory {
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
        if (message.parts().getFirst() instanceof PromptPart.TextPart textPart) {
          planDraft.rewrite(message, textPart, word, Layer.TOOL_OUTPUT, "test");
        }
      }
    }
  }

  private PipelineFixture cutting(int fickleFrom, int holdOut) {
    return PipelineFixture.PipelineSetup.plain()
        .layers(compressionPolicy -> List.of(new FirstMessagesCut(fickleFrom)))
        .holdOut(holdOut)
        .in(folder);
  }

  private static long tokens(ForwardRequest forwardRequest, String name) {
    return Long.parseLong(PipelineFixture.added(forwardRequest, name));
  }

  private static ForwardRequest turn(PipelineFixture pipelineFixture, int turns, long read) {
    ForwardRequest forwardRequest =
        pipelineFixture.forwarded(PipelineFixture.CHAT, RequestBodies.chat(turns));
    long forwarded = tokens(forwardRequest, "x-compresh-optimized-tokens");
    settle(forwardRequest, new Usage(forwarded - read, read, 0, 0, 9, 0));
    return forwardRequest;
  }

  private static void settle(ForwardRequest forwardRequest, @Nullable Usage usage) {
    forwardRequest.settlement().settle(PipelineFixture.delivered(DeliveryEnding.COMPLETE, usage));
  }

  private static NetSavings savings(PipelineFixture pipelineFixture) {
    pipelineFixture.flush();
    return new SavingsReports(pipelineFixture.database)
        .total(Instant.EPOCH, pipelineFixture.soon());
  }

  @Test
  void aWarmTurn_isGivenTheHitOfTheTurnBefore() {
    try (PipelineFixture pipelineFixture = cutting(Integer.MAX_VALUE, 0)) {
      ForwardRequest first = turn(pipelineFixture, 60, 0);
      long sent = tokens(first, "x-compresh-optimized-tokens");
      ForwardRequest second = turn(pipelineFixture, 61, sent);
      long raw1 = tokens(first, "x-compresh-original-tokens");
      long raw2 = tokens(second, "x-compresh-original-tokens");
      NetSavings netSavings = savings(pipelineFixture);
      // All but the question of the turn before, some ten tokens, would have been read.
      long read = 10 * raw1 + 100 * (raw2 - raw1);
      assertThat(netSavings.uncompressedUnits() - 100 * raw1).isBetween(read, read + 20 * 90);
      assertThat(netSavings.netUnits())
          .isPositive()
          .isLessThan(100 * (raw1 - sent) + 20 * (raw2 - sent));
      assertThat(netSavings.busts()).isZero();
      // gpt-4o: 2.5 USD a million fresh, 1.25 cached.
      assertThat(netSavings.paidMicros())
          .isBetween(netSavings.paidUnits() / 40, netSavings.paidUnits() / 8);
      assertThat(pipelineFixture.metrics.text())
          .contains("compresh_net_saving_tokens_total{sign=\"positive\"}")
          .doesNotContain("compresh_cache_busts_total");
    }
  }

  @Test
  void aPrefixThatWasLeft_isCountedAndMayCostMoreThanItSaves() {
    try (PipelineFixture pipelineFixture = cutting(123, 0)) {
      turn(pipelineFixture, 60, 0);
      turn(pipelineFixture, 61, 0);
      NetSavings netSavings = savings(pipelineFixture);
      assertThat(netSavings.busts()).isEqualTo(1);
      assertThat(pipelineFixture.metrics.text())
          .contains(
              "compresh_cache_busts_total{provider=\"openai\"} 1.0",
              "compresh_net_saving_tokens_total{sign=\"negative\"}");
    }
  }

  @Test
  void heldOutSessions_goOutAsTheyAreAndAreMarked() {
    try (PipelineFixture pipelineFixture = cutting(Integer.MAX_VALUE, 100)) {
      ForwardRequest forwardRequest = turn(pipelineFixture, 60, 0);
      assertThat(tokens(forwardRequest, "x-compresh-saved-tokens")).isZero();
      assertThat(savings(pipelineFixture).netUnits()).isZero();
      SavingsReports reports = new SavingsReports(pipelineFixture.database);
      assertThat(reports.group(true, Instant.EPOCH, pipelineFixture.soon()).requests())
          .isEqualTo(1);
      assertThat(reports.group(false, Instant.EPOCH, pipelineFixture.soon()).requests()).isZero();
    }
  }

  @Test
  void errorsAndCountsOfTokens_costNothing() {
    try (PipelineFixture pipelineFixture = cutting(Integer.MAX_VALUE, 0)) {
      pipelineFixture
          .forwarded(PipelineFixture.CHAT, RequestBodies.chat(60))
          .settlement()
          .settle(new AnswerDelivery(DeliveryEnding.COMPLETE, 500, null, 0, 10, 1, 2, 0, 1));
      settle(
          pipelineFixture.forwarded(
              "/v1/messages/count_tokens",
              RequestBodies.chat(60).replace("gpt-4o", "claude-sonnet-4-5")),
          new Usage(3_000, 0, 0, 0, 0, 0));
      assertThat(savings(pipelineFixture).requests()).isZero();
    }
  }
}

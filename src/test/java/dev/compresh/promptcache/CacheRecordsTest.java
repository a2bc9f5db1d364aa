package dev.compresh.promptcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is remembered: bounded, and the same once it was stored and read. */
class CacheRecordsTest {
  private static Prompt prompt(int messages, int seed) {
    StringBuilder json = new StringBuilder("{\"messages\":[");
    for (int i = 0; i < messages; i++) {
      json.append(i == 0 ? "" : ",").append("{\"role\":\"");
      json.append(i % 2 == 0 ? "user" : "assistant").append("\",\"content\":\"");
      json.append("m").append(i).append(i < 3 ? seed : 0).append("\"}");
    }
    return (Prompt)
        PromptReader.read(Dialect.MESSAGES, json.append("]}").toString().getBytes(UTF_8));
  }

  /** Hashes of messages that go out as they came up to {@code from}, and otherwise behind it. */
  private static long[] forwarded(Prompt prompt, int from) {
    return prompt.messages().stream()
        .mapToLong(m -> m.digest().high() + (m.index() < from ? 0 : 1))
        .toArray();
  }

  private static CacheMemory stored(CacheMemory memory) {
    return new CacheMemory(
        ReuseRecord.of(memory.key().bytes()),
        ReuseRecord.of(memory.prefix().bytes()),
        ConversationRecord.of(memory.session().bytes()));
  }

  @Property(seed = "7", tries = 200)
  void histories_leadToTheSame_throughTheStoreAndWithoutIt(
      @ForAll List<@IntRange(min = 1, max = 90) Integer> minutes, @ForAll int seed) {
    Random random = new Random(seed);
    CacheMemory kept = CacheMemory.EMPTY;
    CacheMemory through = CacheMemory.EMPTY;
    long now = 1_000_000;
    int length = 1;
    for (int gap : minutes) {
      now += gap * 30_000L;
      length += random.nextInt(3);
      Prompt prompt = prompt(length, random.nextInt(2));
      CacheMemory.MemorySizes memorySizes =
          new CacheMemory.MemorySizes(2_000, 2_000 + 500L * length, seed % 2 == 0);
      long[] sent = forwarded(prompt, random.nextInt(9) == 0 ? random.nextInt(length) : length);
      CacheMemory.MemoryStep one =
          kept.next(prompt, 1, sent, memorySizes, 512, CacheRates.USUAL, now);
      CacheMemory.MemoryStep two =
          stored(through).next(prompt, 1, sent, memorySizes, 512, CacheRates.USUAL, now);
      assertThat(two.decision()).isEqualTo(one.decision());
      boolean found = random.nextInt(4) > 0;
      kept = one.memory().afterAnswer(one.expected(), found);
      through = stored(two.memory().afterAnswer(two.expected(), found));
      assertThat(through).isEqualTo(kept);
      assertThat(kept.session().lines().size()).isLessThanOrEqualTo(4);
      assertThat(kept.session().bytes().length).isLessThan(900);
    }
  }

  @Test
  void brokenBytes_areNoRecord() {
    byte[] good = ReuseRecord.EMPTY.afterSight(5).bytes();
    assertThat(ReuseRecord.of(good)).isNotEqualTo(ReuseRecord.EMPTY);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] = (byte) 0x81;
      assertThat(ReuseRecord.of(bad)).isNotNull();
    }
    assertThat(ReuseRecord.of(new byte[3])).isEqualTo(ReuseRecord.EMPTY);
    assertThat(ConversationRecord.of(new byte[] {1, 2})).isEqualTo(ConversationRecord.EMPTY);
    assertThat(ConversationRecord.of(null)).isEqualTo(ConversationRecord.EMPTY);
  }

  @Test
  void aThousandConversationsOfOneSession_takeTheRoomOfFour() {
    CacheMemory memory = CacheMemory.EMPTY;
    for (int i = 0; i < 1_000; i++) {
      CacheMemory.MemorySizes memorySizes = new CacheMemory.MemorySizes(600, 5_000, true);
      memory =
          memory
              .next(prompt(1, i), 1, new long[1], memorySizes, 512, CacheRates.USUAL, 1_000L * i)
              .memory();
    }
    assertThat(memory.session().lines()).hasSize(4);
  }

  @Test
  void theSameRequestOnceMore_isNoNewConversation() {
    CacheMemory.MemorySizes memorySizes = new CacheMemory.MemorySizes(600, 5_000, true);
    CacheMemory once =
        CacheMemory.EMPTY
            .next(prompt(1, 1), 1, new long[1], memorySizes, 512, CacheRates.USUAL, 5_000)
            .memory();
    CacheMemory twice =
        once.next(prompt(1, 1), 1, new long[1], memorySizes, 512, CacheRates.USUAL, 9_000).memory();
    assertThat(twice.prefix().openings()).isEqualTo(once.prefix().openings());
    assertThat(twice.session().lines()).hasSize(1);
  }
}

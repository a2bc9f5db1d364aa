package dev.compresh.promptcache;

import static dev.compresh.promptcache.CacheLifetime.FIVE_MINUTES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A conversation that is rewritten in its middle is read up to there. */
class ForwardedTrailTest {
  private static long[] forwarded(int messages, int changedFrom) {
    long[] hashes = new long[messages];
    for (int i = 0; i < messages; i++) {
      hashes[i] = i < changedFrom ? i : -i - 1;
    }
    return hashes;
  }

  private static ForwardedTrail trail(int messages) {
    ForwardedTrail trail = ForwardedTrail.EMPTY;
    for (int i = 1; i <= messages; i += 2) {
      trail = trail.add(i, ForwardedTrail.chains(7, forwarded(i, i)));
    }
    return trail;
  }

  /** So far back, at most half of what still could be read is forgotten. */
  @Property(seed = "12")
  void aPlaceBeforeTheChange_isRemembered(
      @ForAll @IntRange(min = 3, max = 600) int messages, @ForAll @IntRange(max = 599) int at) {
    int changed = 1 + at % messages;
    ForwardedTrail trail = trail(messages);
    int[] chains = ForwardedTrail.chains(7, forwarded(messages + 2, changed));
    int unchanged = trail.countUnchanged(chains);
    assertThat(unchanged).isLessThanOrEqualTo(changed);
    assertThat(messages - unchanged).isLessThanOrEqualTo(2 * (messages - changed) + 2);
    assertThat(trail.places()).hasSizeLessThanOrEqualTo(16);
    ForwardedTrail after = trail.add(messages + 2, chains);
    assertThat(after.isUnchanged(chains)).isTrue();
    ByteBuffer stored = ByteBuffer.allocate(ForwardedTrail.BYTES);
    after.write(stored);
    assertThat(ForwardedTrail.read(stored.flip())).isEqualTo(after);
  }

  @Test
  void anotherBeginning_leavesNothing() {
    int[] chains = ForwardedTrail.chains(8, forwarded(40, 40));
    assertThat(trail(39).countUnchanged(chains)).isZero();
    assertThat(trail(39).isUnchanged(chains)).isFalse();
  }

  @Test
  void aRewrittenConversation_isMarkedWhereItStillIsAsItWas() {
    CacheMemory memory = CacheMemory.EMPTY;
    for (int messages = 1; messages < 31; messages += 2) {
      memory = next(memory, messages, messages).memory();
    }
    CacheMemory.MemoryStep step = next(memory, 31, 24);
    memory = step.memory();
    assertThat(step.decision().unchanged()).isEqualTo(23);
    assertThat(step.decision().tail()).isEqualTo(FIVE_MINUTES);
    assertThat(step.decision().previous()).isEqualTo(FIVE_MINUTES);
    PlannedBreakpoints marks =
        BreakpointPlanner.plan(prompt(31), step.decision(), message -> false, false);
    assertThat(marks.count()).isEqualTo(2);
    assertThat(next(memory, 33, 24).decision().unchanged()).isZero();
  }

  private static CacheMemory.MemoryStep next(CacheMemory memory, int messages, int changedFrom) {
    return memory.next(
        prompt(messages),
        7,
        forwarded(messages, changedFrom),
        new CacheMemory.MemorySizes(100, 2_000 + 500L * messages, true),
        512,
        CacheRates.USUAL,
        1_000_000 + 10_000L * messages);
  }

  private static Prompt prompt(int messages) {
    StringBuilder json = new StringBuilder("{\"messages\":[");
    for (int i = 0; i < messages; i++) {
      json.append(i == 0 ? "" : ",").append("{\"role\":\"");
      json.append(i % 2 == 0 ? "user" : "assistant").append("\",\"content\":\"m").append(i);
      json.append("\"}");
    }
    return (Prompt)
        PromptReader.read(Dialect.MESSAGES, json.append("]}").toString().getBytes(UTF_8));
  }
}

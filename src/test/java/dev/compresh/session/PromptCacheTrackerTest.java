package dev.compresh.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PromptCacheTrackerTest {
  private static final SessionKey SESSION = new SessionKey("key", "chat");

  private final PromptCacheTracker sent = new PromptCacheTracker(1 << 20);

  private static PromptFingerprint trail(long[] raw, long[] forwarded, boolean live) {
    int[] ends = new int[raw.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = 100 * (i + 1);
    }
    return new PromptFingerprint(7, raw, forwarded, ends, live);
  }

  private void keep(PromptFingerprint promptFingerprint, long original) {
    sent.keep(
        SESSION,
        new SentPrompt(
            promptFingerprint, Instant.EPOCH, original, original, true, 0, Duration.ofMinutes(5)));
  }

  private PromptCacheTracker.PromptMatch match(PromptFingerprint promptFingerprint) {
    return Objects.requireNonNull(sent.match(SESSION, promptFingerprint));
  }

  @Test
  void theNextTurn_continuesTheLast() {
    keep(trail(new long[] {1, 2, 3}, new long[] {1, 2, 3}, false), 900);
    PromptCacheTracker.PromptMatch promptMatch =
        match(trail(new long[] {1, 2, 3, 4}, new long[] {1, 2, 3, 40}, false));
    assertThat(promptMatch.sharedTokens()).isEqualTo(900);
    assertThat(promptMatch.bust()).isFalse();
  }

  @Test
  void aMessageForwardedOtherwise_isABust() {
    keep(trail(new long[] {1, 2, 3}, new long[] {1, 2, 3}, false), 900);
    assertThat(match(trail(new long[] {1, 2, 3, 4}, new long[] {1, 9, 3, 4}, false)).bust())
        .isTrue();
    assertThat(match(trail(new long[] {1, 2, 3, 4}, new long[] {1, 0, 3, 4}, false)).bust())
        .isTrue();
  }

  @Test
  void theLiveQuestion_mayLoseWhatStoodBeforeIt() {
    keep(trail(new long[] {1, 2, 3}, new long[] {1, 2, 33}, true), 900);
    assertThat(match(trail(new long[] {1, 2, 3, 4}, new long[] {1, 2, 3, 44}, true)).bust())
        .isFalse();
  }

  @Test
  void whatTheClientChanged_isNoBustAndNotShared() {
    keep(trail(new long[] {1, 2, 3}, new long[] {1, 2, 3}, false), 900);
    PromptCacheTracker.PromptMatch promptMatch =
        match(trail(new long[] {1, 2, 8}, new long[] {1, 2, 8}, false));
    assertThat(promptMatch.bust()).isFalse();
    assertThat(promptMatch.sharedTokens()).isEqualTo(600);
  }

  @Test
  void conversationsOfOneSession_areKeptApart() {
    keep(trail(new long[] {1, 2}, new long[] {1, 2}, false), 200);
    keep(trail(new long[] {5, 6, 7}, new long[] {5, 6, 7}, false), 300);
    assertThat(match(trail(new long[] {1, 2, 3}, new long[] {1, 2, 3}, false)).sharedTokens())
        .isEqualTo(200);
    assertThat(match(trail(new long[] {5, 6, 7, 8}, new long[] {5, 6, 7, 8}, false)).sharedTokens())
        .isEqualTo(300);
    assertThat(sent.match(SESSION, trail(new long[] {9}, new long[] {9}, false))).isNull();
    assertThat(
            sent.match(
                new SessionKey("other", "chat"), trail(new long[] {1}, new long[] {1}, false)))
        .isNull();
  }

  @Test
  void anotherModel_hasACacheOfItsOwn() {
    keep(trail(new long[] {1, 2}, new long[] {1, 2}, false), 200);
    PromptFingerprint other =
        new PromptFingerprint(8, new long[] {1, 2}, new long[] {1, 2}, new int[] {100, 200}, false);
    assertThat(sent.match(SESSION, other)).isNull();
  }
}

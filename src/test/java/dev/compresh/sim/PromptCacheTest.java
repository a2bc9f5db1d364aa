package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromptCacheTest {
  private static final CacheRules OPENAI = CacheRules.of("gpt-5.1");
  private static final CacheRules CLAUDE = CacheRules.of("claude-sonnet-4-5");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final PromptCache cache = new PromptCache(() -> now, Duration.ofMinutes(5));

  private static PromptPiece piece(
      String identity, int tokens, @Nullable SimulatedLifetime simulatedLifetime) {
    return new PromptPiece("user", identity, tokens, simulatedLifetime);
  }

  private static PromptPiece piece(String identity, int tokens) {
    return piece(identity, tokens, null);
  }

  private static PromptPiece marked(String identity, int tokens) {
    return piece(identity, tokens, SimulatedLifetime.FIVE_MINUTES);
  }

  @Test
  void automatic_firstTime_readsNothing() {
    assertThat(cache.automatic("a", OPENAI, List.of(piece("x", 2000))))
        .isEqualTo(new CacheUse(2000, 0, 0, 0));
  }

  @Test
  void automatic_seenPrefix_isReadInStepsOf128() {
    cache.automatic("a", OPENAI, List.of(piece("x", 1500)));
    CacheUse use = cache.automatic("a", OPENAI, List.of(piece("x", 1500), piece("y", 300)));
    assertThat(use).isEqualTo(new CacheUse(1800, 1408, 0, 0));
    assertThat(use.fresh()).isEqualTo(392);
  }

  @Test
  void automatic_under1024_readsNothing() {
    cache.automatic("a", OPENAI, List.of(piece("x", 1023)));
    assertThat(cache.automatic("a", OPENAI, List.of(piece("x", 1023))).read()).isZero();
  }

  @Test
  void automatic_exactly1024_isRead() {
    cache.automatic("a", OPENAI, List.of(piece("x", 1024)));
    assertThat(cache.automatic("a", OPENAI, List.of(piece("x", 1024))).read()).isEqualTo(1024);
  }

  @Test
  void automatic_changedInTheMiddle_readsUpToThere() {
    cache.automatic("a", OPENAI, List.of(piece("x", 1280), piece("y", 1000), piece("z", 1000)));
    CacheUse use =
        cache.automatic("a", OPENAI, List.of(piece("x", 1280), piece("Y", 1000), piece("z", 1000)));
    assertThat(use.read()).isEqualTo(1280);
  }

  @Test
  void automatic_afterItsLife_readsNothing() {
    cache.automatic("a", OPENAI, List.of(piece("x", 2048)));
    now = now.plus(Duration.ofMinutes(5));
    assertThat(cache.automatic("a", OPENAI, List.of(piece("x", 2048))).read()).isZero();
  }

  @Test
  void automatic_use_prolongsLife() {
    for (int i = 0; i < 4; i++) {
      cache.automatic("a", OPENAI, List.of(piece("x", 2048)));
      now = now.plus(Duration.ofMinutes(4));
    }
    assertThat(cache.automatic("a", OPENAI, List.of(piece("x", 2048))).read()).isEqualTo(2048);
  }

  @Test
  void automatic_otherScope_readsNothing() {
    cache.automatic("a", OPENAI, List.of(piece("x", 2048)));
    assertThat(cache.automatic("b", OPENAI, List.of(piece("x", 2048))).read()).isZero();
  }

  @Test
  void written_goldenCase_threeBesideTheCacheWrite() {
    List<PromptPiece> pieces = List.of(marked("system", 12_304), piece("question", 3));
    CacheUse first = cache.written("a", CLAUDE, pieces);
    assertThat(first).isEqualTo(new CacheUse(12_307, 0, 12_304, 0));
    assertThat(first.fresh()).isEqualTo(3);
    CacheUse second = cache.written("a", CLAUDE, pieces);
    assertThat(second).isEqualTo(new CacheUse(12_307, 12_304, 0, 0));
    assertThat(second.fresh()).isEqualTo(3);
  }

  @Test
  void written_withoutBreakpoint_neitherReadsNorWrites() {
    cache.written("a", CLAUDE, List.of(marked("x", 5000)));
    assertThat(cache.written("a", CLAUDE, List.of(piece("x", 5000))))
        .isEqualTo(new CacheUse(5000, 0, 0, 0));
  }

  @Test
  void written_growingConversation_readsTheOldAndWritesTheNew() {
    cache.written("a", CLAUDE, List.of(piece("x", 2000), marked("y", 500)));
    CacheUse use =
        cache.written("a", CLAUDE, List.of(piece("x", 2000), piece("y", 500), marked("z", 70)));
    assertThat(use).isEqualTo(new CacheUse(2570, 2500, 70, 0));
  }

  @Test
  void written_under1024_isIgnored() {
    assertThat(cache.written("a", CLAUDE, List.of(marked("x", 1023), piece("y", 10))))
        .isEqualTo(new CacheUse(1033, 0, 0, 0));
  }

  @Test
  void written_twoLives_areToldApart() {
    List<PromptPiece> pieces =
        List.of(
            piece("tools", 3000, SimulatedLifetime.ONE_HOUR),
            marked("chat", 1000),
            piece("new", 20));
    assertThat(cache.written("a", CLAUDE, pieces)).isEqualTo(new CacheUse(4020, 0, 1000, 3000));
    now = now.plus(Duration.ofMinutes(6));
    assertThat(cache.written("a", CLAUDE, pieces)).isEqualTo(new CacheUse(4020, 3000, 1000, 0));
  }

  @Test
  void written_nineteenBlocksOn_isStillFound() {
    assertThat(readAfter(19)).isEqualTo(2000);
  }

  @Test
  void written_twentyBlocksOn_isOutOfSight() {
    assertThat(readAfter(20)).isZero();
  }

  private int readAfter(int blocks) {
    cache.written("a", CLAUDE, List.of(marked("x", 2000)));
    List<PromptPiece> pieces = new ArrayList<>(List.of(piece("x", 2000)));
    for (int i = 1; i < blocks; i++) {
      pieces.add(piece("b" + i, 10));
    }
    pieces.add(marked("last", 10));
    return cache.written("a", CLAUDE, pieces).read();
  }

  @Property(seed = "1")
  void parts_alwaysAddUp(@ForAll List<@IntRange(max = 40) Integer> turns, @ForAll boolean marks) {
    List<PromptPiece> pieces = new ArrayList<>();
    for (int turn : turns) {
      pieces.add(
          piece(
              "p" + turn, turn * 100, marks && turn % 2 == 0 ? SimulatedLifetime.ONE_HOUR : null));
      CacheUse automatic = cache.automatic("a", OPENAI, pieces);
      CacheUse written = cache.written("w", CLAUDE, pieces);
      assertThat(automatic.total()).isEqualTo(written.total());
      assertThat(automatic.read() % OPENAI.step()).isZero();
      assertThat(automatic.fresh()).isNotNegative();
      assertThat(written.fresh()).isNotNegative();
      assertThat(written.write5m()).isZero();
      assertThat(written.read() == 0 || written.read() >= CLAUDE.minimum()).isTrue();
    }
  }
}

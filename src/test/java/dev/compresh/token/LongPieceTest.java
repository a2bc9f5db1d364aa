package dev.compresh.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces far longer than a window: exact, and in time linear in their length. */
class LongPieceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "A", " ", "\n", "=", "ab", "abc", "/*", "中", "😀", "é", "aAa", "\t "})
  void repeatsOfSomeThousands_countExactly(String unit) {
    String text = "x" + unit.repeat(9_001) + "end";
    assertThat(JtokkitOracle.O200K.tokenizer.count(text))
        .isEqualTo(JtokkitOracle.O200K.count(text));
    assertThat(JtokkitOracle.CL100K.tokenizer.count(text))
        .isEqualTo(JtokkitOracle.CL100K.count(text));
  }

  @Property(tries = 150, seed = "1")
  void longPieces_countExactly(@ForAll("pieces") String piece) {
    assertThat(JtokkitOracle.O200K.tokenizer.count(piece))
        .isEqualTo(JtokkitOracle.O200K.count(piece));
    assertThat(JtokkitOracle.CL100K.inSmallParts().count(piece))
        .isEqualTo(JtokkitOracle.CL100K.count(piece));
  }

  /** One piece each: random runs over few or many letters, with stretches that repeat. */
  @Provide
  Arbitrary<String> pieces() {
    Arbitrary<String> alphabet =
        Arbitraries.of("ab", "abcdefghijklmnopqrstuvwxyz", "+-*=/", "ха", "漢字仮名", " \t");
    return alphabet.flatMap(
        letters ->
            Combinators.combine(run(letters, 400), Arbitraries.integers().between(1, 40))
                .as(String::repeat)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(runs -> String.join("", runs)));
  }

  private static Arbitrary<String> run(String letters, int most) {
    return Arbitraries.strings().withChars(letters.toCharArray()).ofMinLength(1).ofMaxLength(most);
  }

  @Test
  void megabytesWithoutABreak_takeSeconds_notHours() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          assertThat(JtokkitOracle.O200K.tokenizer.count("a".repeat(8 << 20))).isEqualTo(1 << 20);
          assertThat(JtokkitOracle.O200K.tokenizer.count("ba".repeat(1 << 20))).isPositive();
          assertThat(JtokkitOracle.O200K.tokenizer.count(" ".repeat(4 << 20))).isPositive();
          assertThat(JtokkitOracle.CL100K.tokenizer.count("aB9 ".repeat(1 << 20))).isPositive();
        });
  }
}

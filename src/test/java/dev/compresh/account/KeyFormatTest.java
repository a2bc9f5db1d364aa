package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {

  @Property(seed = "1")
  void everyPrefixAnd27LettersOrDigits_isAKey(
      @ForAll
          @StringLength(27)
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'A', to = 'Z')
          @CharRange(from = 'a', to = 'z')
          String rest) {
    String key = "comp_" + rest;
    assertThat(KeyFormat.matches(key)).isTrue();
    assertThat(KeyFormat.id(key)).isEqualTo(rest.substring(0, 9));
    assertThat(KeyFormat.last4(key)).isEqualTo(rest.substring(23));
  }

  @Property(seed = "1")
  void anyOtherText_isNone(@ForAll String text) {
    assertThat(KeyFormat.matches(text)).isFalse();
    assertThat(KeyFormat.matches("comp_" + text + "-")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "comp_",
        "comp_abcdefghijklmnopqrstuvwxyz",
        "comp_abcdefghijklmnopqrstuvwxyz01",
        "COMP_abcdefghijklmnopqrstuvwxyz0",
        "comp_abcdefghijklmnopqrstuvwxy é",
        "comp_abcdefghijklmnopqrstuvwxy'0",
        " comp_abcdefghijklmnopqrstuvwxyz0",
        "sk-ant-api03-abcdefghijklmnopqrs"
      })
  void nearlyAKey_isNone(String text) {
    assertThat(KeyFormat.matches(text)).isFalse();
  }

  @Test
  void randomText_usesAllOfTheAlphabetEvenly() {
    int[] seen = new int[128];
    RandomText random = new RandomText();
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      String text = random.generate(31);
      texts.add(text);
      text.chars().forEach(c -> seen[c]++);
    }
    assertThat(texts).hasSize(2_000);
    // 62,000 draws of 62 letters: 1000 each, standard deviation 31.
    RandomText.ALPHABET.chars().forEach(c -> assertThat(seen[c]).isBetween(780, 1220));
  }
}

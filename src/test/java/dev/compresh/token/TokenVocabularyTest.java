package dev.compresh.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVocabularyTest {

  @ParameterizedTest
  @ValueSource(strings = {"o200k_base", "cl100k_base"})
  void everyToken_isFoundUnderItsRank(String name) throws IOException {
    String resource = "/com/knuddels/jtokkit/" + name + ".tiktoken";
    TokenVocabulary tokenVocabulary = VocabularyFile.load(resource);
    int tokens = 0;
    try (InputStream in = TokenVocabularyTest.class.getResourceAsStream(resource);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        byte[] token = Base64.getDecoder().decode(line.substring(0, line.indexOf(' ')));
        int rank = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
        if (tokenVocabulary.rank(token, 0, token.length) != rank) {
          assertThat(line).as("a token under its rank").isNull();
        }
        tokens++;
      }
    }
    assertThat(tokenVocabulary.size()).isEqualTo(tokens).isGreaterThan(100_000);
  }

  @Test
  void rank_ofWhatIsNoToken_isNone() {
    byte[] b = "qzxjkvwq and some more that is no token at all".getBytes(UTF_8);
    TokenVocabulary tokenVocabulary = JtokkitOracle.O200K.vocabulary;
    assertThat(tokenVocabulary.rank(b, 0, 8)).isEqualTo(TokenVocabulary.NONE);
    assertThat(tokenVocabulary.rank(b, 0, b.length)).isEqualTo(TokenVocabulary.NONE);
    assertThat(tokenVocabulary.rank(new byte[500], 0, 500)).isEqualTo(TokenVocabulary.NONE);
  }

  @Test
  void rank_tellsTrailingZeroBytesApart() {
    TokenVocabulary tokenVocabulary =
        VocabularyFile.parse("YQ== 0\nYQA= 1\nYQAA 2\nYWJjZGVmZ2g= 3\n".getBytes(UTF_8));
    byte[] b = {'a', 0, 0, 0};
    assertThat(tokenVocabulary.rank(b, 0, 1)).isZero();
    assertThat(tokenVocabulary.rank(b, 0, 2)).isEqualTo(1);
    assertThat(tokenVocabulary.rank(b, 0, 3)).isEqualTo(2);
    assertThat(tokenVocabulary.rank(b, 0, 4)).isEqualTo(TokenVocabulary.NONE);
    assertThat(tokenVocabulary.rank("abcdefgh".getBytes(UTF_8), 0, 8)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"YQ== 1\n", " 0\n", "YQ 0\n", "YQ== 0\nY", "Y*== 0\n", "YQ== 0\nYg== 0\n"})
  void parse_brokenFile_isRefused(String file) {
    assertThatThrownBy(() -> VocabularyFile.parse(file.getBytes(UTF_8)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vocabulary");
  }

  @Test
  void load_missingFile_isNamed() {
    assertThatThrownBy(() -> VocabularyFile.load("/no/such.tiktoken"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/no/such.tiktoken");
  }
}

package dev.compresh.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Counts equal JTokkit's, whatever the text and however it is cut. */
@Domain(MixedTexts.class)
class ExactnessTest {

  @Property(tries = 3000, seed = "1")
  void anyTextCountsAsTheOracleCountsIt(@ForAll String text, @ForAll JtokkitOracle jtokkitOracle) {
    assertThat(jtokkitOracle.tokenizer.count(text)).isEqualTo(jtokkitOracle.count(text));
  }

  @Property(tries = 1000, seed = "1")
  void theSizesOfWorkingMemoryDoNotShowInCounts(
      @ForAll String text, @ForAll JtokkitOracle jtokkitOracle) {
    assertThat(jtokkitOracle.inSmallParts().count(text)).isEqualTo(jtokkitOracle.count(text));
  }

  @Property(tries = 1000, seed = "1")
  void bytesCountAsTheTextThatTheyAre(@ForAll String text, @ForAll JtokkitOracle jtokkitOracle) {
    byte[] framed = ("é\"" + text + "\"é").getBytes(StandardCharsets.UTF_8);
    int counted = jtokkitOracle.tokenizer.count(framed, 3, framed.length - 3);
    assertThat(counted).isEqualTo(jtokkitOracle.tokenizer.count(text));
  }

  @Property(tries = 500, seed = "1")
  void brokenBytesCountAsTheirReplacementText(
      @ForAll byte[] bytes, @ForAll JtokkitOracle jtokkitOracle) {
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    assertThat(jtokkitOracle.tokenizer.count(bytes, 0, bytes.length))
        .isEqualTo(jtokkitOracle.count(decoded));
  }
}

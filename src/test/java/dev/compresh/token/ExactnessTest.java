package dev.compresh.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Counts equal JTokkit's, whatever the text and however it is cut. */
@Domain(Texts.class)
class ExactnessTest {

  @Property(tries = 3000, seed = "1")
  void anyTextCountsAsTheOracleCountsIt(@ForAll String text, @ForAll Oracle oracle) {
    assertThat(oracle.tokenizer.count(text)).isEqualTo(oracle.count(text));
  }

  @Property(tries = 1000, seed = "1")
  void theSizesOfWorkingMemoryDoNotShowInCounts(@ForAll String text, @ForAll Oracle oracle) {
    assertThat(oracle.inSmallParts().count(text)).isEqualTo(oracle.count(text));
  }

  @Property(tries = 1000, seed = "1")
  void bytesCountAsTheTextThatTheyAre(@ForAll String text, @ForAll Oracle oracle) {
    byte[] framed = ("é\"" + text + "\"é").getBytes(StandardCharsets.UTF_8);
    int counted = oracle.tokenizer.count(framed, 3, framed.length - 3);
    assertThat(counted).isEqualTo(oracle.tokenizer.count(text));
  }

  @Property(tries = 500, seed = "1")
  void brokenBytesCountAsTheirReplacementText(@ForAll byte[] bytes, @ForAll Oracle oracle) {
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    assertThat(oracle.tokenizer.count(bytes, 0, bytes.length)).isEqualTo(oracle.count(decoded));
  }
}

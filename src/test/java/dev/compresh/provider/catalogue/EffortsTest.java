package dev.compresh.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffortsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "off=none,low,medium,high,max=xhigh | off    | none",
        "off=none,low,medium,high,max=xhigh | max    | xhigh",
        "low,medium,high                    | max    | high",
        "low,medium,high                    | off    | -",
        "high                               | low    | high",
        "low,high                           | medium | low",
        "medium,max                         | high   | medium",
        "off=none,high                      | low    | high",
        "off=none                           | low    | -",
      })
  void word_isThatOfTheNearestLevel(String efforts, String wanted, String word) {
    Efforts known = Efforts.parse(efforts).orElseThrow();
    assertThat(known.word(Effort.named(wanted).orElseThrow()).orElse("-")).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "extreme", "low=", "low,low", "low=a b", "low=\"x\"", "low,,high"})
  void parse_refusesWhatIsNone(String text) {
    assertThat(Efforts.parse(text)).isEmpty();
  }

  @Test
  void text_isReadBackAsTheSame() {
    String text = "off=none,low,medium,high,max=xhigh";
    assertThat(Efforts.parse(text).orElseThrow().text()).isEqualTo(text);
    assertThat(Efforts.NONE.text()).isEmpty();
  }
}

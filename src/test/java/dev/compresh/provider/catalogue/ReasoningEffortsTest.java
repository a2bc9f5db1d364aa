package dev.compresh.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasoningEffortsTest {

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
    ReasoningEfforts known = ReasoningEfforts.parse(efforts).orElseThrow();
    assertThat(known.word(ReasoningEffort.named(wanted).orElseThrow()).orElse("-")).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "extreme", "low=", "low,low", "low=a b", "low=\"x\"", "low,,high"})
  void parse_refusesWhatIsNone(String text) {
    assertThat(ReasoningEfforts.parse(text)).isEmpty();
  }

  @Test
  void text_isReadBackAsTheSame() {
    String text = "off=none,low,medium,high,max=xhigh";
    assertThat(ReasoningEfforts.parse(text).orElseThrow().text()).isEqualTo(text);
    assertThat(ReasoningEfforts.NONE.text()).isEmpty();
  }
}

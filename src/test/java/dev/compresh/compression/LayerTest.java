package dev.compresh.compression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers are found by the names under which any version stored them. */
class LayerTest {
  @ParameterizedTest
  @EnumSource(Layer.class)
  void ofStored_ownLabelAndName_isTheLayer(Layer layer) {
    assertThat(Layer.ofStored(layer.label())).isEqualTo(layer);
    assertThat(Layer.ofStored(layer.name())).isEqualTo(layer);
  }

  @ParameterizedTest
  @CsvSource({"BIRTH, TOOL_OUTPUT", "repeat, DEDUP", "anchor, EVICTION", "EPISODE, CHAT_MEMORY"})
  void ofStored_nameOfAnEarlierVersion_isTheLayer(String former, Layer layer) {
    assertThat(Layer.ofStored(former)).isEqualTo(layer);
  }

  @Test
  void ofStored_unknownName_isNone() {
    assertThat(Layer.ofStored("settled")).isNull();
    assertThat(Layer.ofStored("")).isNull();
  }
}

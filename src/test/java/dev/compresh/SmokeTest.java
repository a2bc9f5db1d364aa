package dev.compresh;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void jupiter() {
    assertThat("a").hasSize(1);
  }

  @Property
  void jqwik(@ForAll int x) {
    assertThat(x + 0L).isEqualTo(x);
  }
}

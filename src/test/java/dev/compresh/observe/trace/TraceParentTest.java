package dev.compresh.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** The W3C header that names a trace. */
class TraceParentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @Test
  void validHeader_isReadAndWritten() {
    String header = "00-" + TRACE + "-" + SPAN + "-01";
    TraceParent parent = TraceParent.parse(header);
    assertThat(parent).isEqualTo(new TraceParent(TRACE, SPAN, true));
    assertThat(new TraceParent(TRACE, SPAN, true).format()).isEqualTo(header);
  }

  @Test
  void otherFlags_areNotTheSampledOne() {
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-02"))
        .isEqualTo(new TraceParent(TRACE, SPAN, false));
  }

  @Test
  void newerVersion_mayBeLonger() {
    assertThat(TraceParent.parse("01-" + TRACE + "-" + SPAN + "-01-more")).isNotNull();
    assertThat(TraceParent.parse("01-" + TRACE + "-" + SPAN + "-01more")).isNull();
    assertThat(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-01-more")).isNull();
  }

  @Test
  void invalidHeader_isNone() {
    assertThat(TraceParent.parse(null)).isNull();
    assertThat(TraceParent.parse("")).isNull();
    assertThat(TraceParent.parse("ff-" + TRACE + "-" + SPAN + "-01")).isNull();
    assertThat(TraceParent.parse("00-" + "0".repeat(32) + "-" + SPAN + "-01")).isNull();
    assertThat(TraceParent.parse("00-" + TRACE + "-" + "0".repeat(16) + "-01")).isNull();
    assertThat(TraceParent.parse(("00-" + TRACE + "-" + SPAN + "-01").toUpperCase(Locale.ROOT)))
        .isNull();
    assertThat(TraceParent.parse("00-" + TRACE + "_" + SPAN + "-01")).isNull();
  }

  @Property(tries = 2_000, seed = "20261130")
  boolean anyText_isReadOrRefused(@ForAll @StringLength(max = 80) String text) {
    TraceParent parent = TraceParent.parse(text);
    return parent == null || parent.traceId().length() == 32;
  }
}

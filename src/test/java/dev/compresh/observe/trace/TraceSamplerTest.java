package dev.compresh.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which trace a request belongs to, and whether it is recorded. */
class TraceSamplerTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String HEADER = "00-" + TRACE + "-b7ad6b7169203331-";

  @Test
  void sameRequest_getsTheSameIds() {
    TraceSampler sampler = new TraceSampler(10);
    assertThat(sampler.identify("req_1", null)).isEqualTo(sampler.identify("req_1", null));
    assertThat(sampler.identify("req_1", null).traceId())
        .isNotEqualTo(sampler.identify("req_2", null).traceId());
    assertThat(sampler.childSpan("req_1", 1)).isNotEqualTo(sampler.childSpan("req_1", 2));
  }

  @Test
  void callersTrace_isGoneOnWith() {
    TraceIdentity identity = new TraceSampler(0).identify("req_1", HEADER + "01");
    assertThat(identity.traceId()).isEqualTo(TRACE);
    assertThat(identity.parent()).isEqualTo("b7ad6b7169203331");
    assertThat(identity.isSampled()).as("0 % records nothing").isFalse();
  }

  @Test
  void callersDecision_counts() {
    TraceSampler little = new TraceSampler(1);
    assertThat(little.identify("req_1", HEADER + "01").isSampled()).isTrue();
    assertThat(new TraceSampler(100).identify("req_1", HEADER + "00").isSampled()).isFalse();
  }

  @Test
  void share_isRecorded() {
    TraceSampler sampler = new TraceSampler(25);
    int sampled = 0;
    for (int i = 0; i < 20_000; i++) {
      sampled += sampler.identify("req_" + i, null).isSampled() ? 1 : 0;
    }
    // Some 25 standard deviations to each side: the ids are random.
    assertThat(sampled).isBetween(3_500, 6_500);
  }

  @Test
  void allAndNothing_areExact() {
    TraceSampler all = new TraceSampler(100);
    TraceSampler none = new TraceSampler(0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(all.identify("req_" + i, null).isSampled()).isTrue();
      assertThat(none.identify("req_" + i, null).isSampled()).isFalse();
    }
  }
}

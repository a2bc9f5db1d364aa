package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultHeaderTest {

  @Test
  void parse_readsTermsWithTheirUnits() {
    assertThat(FaultHeader.parse("delay=500ms; split; cut-after=2KB;slow=1s;big-event=8MB"))
        .containsExactly(
            new InjectedFault.DelayFault(Duration.ofMillis(500)),
            new InjectedFault.SplitFault(1),
            new InjectedFault.CutAfter(2048),
            new InjectedFault.SlowFault(Duration.ofSeconds(1)),
            new InjectedFault.BigEvent(8 << 20));
    assertThat(FaultHeader.parse("odd-sse=crlf"))
        .containsExactly(new InjectedFault.OddSse(InjectedFault.EventStyle.CRLF));
  }

  @Test
  void parse_retryAfter_joinsItsStatus() {
    assertThat(FaultHeader.parse("status=429;retry-after=3").getFirst())
        .isInstanceOfSatisfying(
            InjectedFault.StatusFault.class,
            fault -> assertThat(fault.headers().first("retry-after")).isEqualTo("3"));
  }

  @Test
  void parse_unknownTerm_isRefused() {
    assertThatThrownBy(() -> FaultHeader.parse("explode"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void header_actsOnlyWhereItIsAllowed() throws IOException {
    assertThat(answer(SimOptions.forTests(), "status=418")).startsWith("HTTP/1.1 418 ");
    assertThat(answer(SimOptions.quiet(), "status=418")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void header_thatNamesNoFault_isTheClientsError() throws IOException {
    assertThat(answer(SimOptions.forTests(), "explode"))
        .startsWith("HTTP/1.1 400 ")
        .contains("no fault is called explode");
  }

  private static String answer(SimOptions options, String fault) throws IOException {
    try (SimProvider sim = SimProvider.start(0, options);
        PlainSocketClient plainSocketClient = new PlainSocketClient(sim)) {
      return plainSocketClient
          .send(
              PlainSocketClient.post(
                  "/v1/chat/completions",
                  PlainSocketClient.CHAT,
                  "x-sim-fault: " + fault,
                  "connection: close"))
          .all();
    }
  }
}

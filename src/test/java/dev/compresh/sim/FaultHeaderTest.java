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
            new Fault.Delay(Duration.ofMillis(500)),
            new Fault.Split(1),
            new Fault.CutAfter(2048),
            new Fault.Slow(Duration.ofSeconds(1)),
            new Fault.BigEvent(8 << 20));
    assertThat(FaultHeader.parse("odd-sse=crlf"))
        .containsExactly(new Fault.OddSse(Fault.Style.CRLF));
  }

  @Test
  void parse_retryAfter_joinsItsStatus() {
    assertThat(FaultHeader.parse("status=429;retry-after=3").getFirst())
        .isInstanceOfSatisfying(
            Fault.Status.class,
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
        Exchange exchange = new Exchange(sim)) {
      return exchange
          .send(
              Exchange.post(
                  "/v1/chat/completions",
                  Exchange.CHAT,
                  "x-sim-fault: " + fault,
                  "connection: close"))
          .all();
    }
  }
}

package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.usage.RequestDetail.ChargedPrices;
import dev.compresh.usage.RequestDetail.FailedTry;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Providers that were asked in vain are kept with a request, so many of them. */
class FailedTriesTest {
  private static final ChargedPrices PRICES = new ChargedPrices(1, 2, 3, 4, 5);

  private static RequestDetail stored(List<FailedTry> failed) {
    RequestDetail detail =
        new RequestDetail(3, List.of(), List.of(), PRICES, null, failed.size() + 1, failed);
    return DetailJson.read(3, "", DetailJson.write(detail));
  }

  @Test
  void theyComeBackAsTheyWere() {
    List<FailedTry> failed =
        List.of(
            new FailedTry("first", "gpt-5", 529, "COMPLETE", 1_200),
            new FailedTry("second", "gpt-5-eu", 0, "TIMEOUT", 60_000_000));
    assertThat(stored(failed).failed()).isEqualTo(failed);
    assertThat(stored(failed).tries()).isEqualTo(3);
    assertThat(stored(List.of()).failed()).isEmpty();
  }

  @Test
  void moreThanTheBound_areNotKept() {
    FailedTry one = new FailedTry("p", "m", 500, "COMPLETE", 1);
    assertThat(stored(Collections.nCopies(40, one)).failed()).hasSize(FailedTry.MOST);
  }

  @Test
  void namesThatAreTooLong_takeNoPricesWithThem() {
    FailedTry one = new FailedTry("p", "m".repeat(2_000), 500, "COMPLETE", 1);
    RequestDetail detail = stored(Collections.nCopies(8, one));
    assertThat(detail.failed()).isEmpty();
    assertThat(detail.prices()).isEqualTo(PRICES);
    assertThat(detail.tries()).isEqualTo(9);
  }
}

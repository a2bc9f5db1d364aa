package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The mark of unpriced requests in the spool. */
class UnpricedEventTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void mark_survivesTheSpool() {
    UsageEvent.Bill bill = new UsageEvent.Bill(3, 2, true);
    String json = MAPPER.writeValueAsString(bill);
    assertThat(MAPPER.readValue(json, UsageEvent.Bill.class)).isEqualTo(bill);
  }

  @Test
  void billSpooledByAnOlderProgram_isOfAModelWithAPrice() {
    assertThat(MAPPER.readValue("{\"cost\":3,\"charge\":2}", UsageEvent.Bill.class))
        .isEqualTo(new UsageEvent.Bill(3, 2));
  }
}

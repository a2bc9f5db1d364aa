package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The mark of unpriced requests in the spool. */
class UnpricedEventTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void mark_survivesTheSpool() {
    UsageEvent.EventBill eventBill = new UsageEvent.EventBill(3, 2, true);
    String json = MAPPER.writeValueAsString(eventBill);
    assertThat(MAPPER.readValue(json, UsageEvent.EventBill.class)).isEqualTo(eventBill);
  }

  @Test
  void billSpooledByAnOlderProgram_isOfAModelWithAPrice() {
    assertThat(MAPPER.readValue("{\"cost\":3,\"charge\":2}", UsageEvent.EventBill.class))
        .isEqualTo(new UsageEvent.EventBill(3, 2));
  }
}

package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Events that an earlier version spooled or wrote count under the layers' names of today. */
class FormerLayerNamesTest {
  @Test
  void spooledEvent_ofAnEarlierVersion_hasTheNamesOfToday() {
    JsonMapper mapper = new JsonMapper();
    String json =
        "{\"original\":900,\"forwarded\":100,\"estimated\":false,"
            + "\"savedByLayer\":{\"birth\":500,\"settled\":100,\"anchor\":200}}";

    assertThat(mapper.readValue(json, UsageEvent.EventPrompt.class).savedByLayer())
        .isEqualTo(Map.of("tool_output", 500L, "prune", 100L, "eviction", 200L));
  }

  @Test
  void formerAndNewName_ofOneLayer_addUp() {
    assertThat(LayerNames.current(Map.of("repeat", 40L, "dedup", 2L, "recall", -7L)))
        .isEqualTo(Map.of("dedup", 42L, "recall", -7L));
  }
}

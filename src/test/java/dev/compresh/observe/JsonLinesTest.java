package dev.compresh.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Log events as lines of JSON. */
class JsonLinesTest {
  @Test
  void line_namesRequestAndTrace() {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "x", context.getLogger("a.Logger"), Level.WARN, "a \"message\"\n", null, null);
    event.setMDCPropertyMap(Map.of("request_id", "req_1", "trace_id", "0af7"));
    JsonNode line = new JsonMapper().readTree(new JsonLines().doLayout(event));
    assertThat(line.path("request_id").asString()).isEqualTo("req_1");
    assertThat(line.path("trace_id").asString()).isEqualTo("0af7");
    assertThat(line.path("message").asString()).isEqualTo("a \"message\"\n");
  }
}

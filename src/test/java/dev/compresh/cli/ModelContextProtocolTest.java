package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.AdminWorld.Who;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages of the Model Context Protocol, answered to people of different rights. */
class ModelContextProtocolTest {
  @TempDir private Path folder;

  private static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":%s}"
        .formatted(method, params);
  }

  private static JsonNode read(AdminClient.AdminAnswer answer) {
    return new JsonMapper().readTree(answer.text());
  }

  private static JsonNode call(AdminClient client, String tool, String arguments) {
    String params = "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments);
    return read(client.post("/mcp", message("tools/call", params))).path("result");
  }

  @Test
  void messages_areAnsweredByTheProtocol() {
    try (AdminWorld world = AdminWorld.start(folder, Map.of())) {
      AdminClient member = world.as(Who.MEMBER);

      JsonNode hello =
          read(member.post("/mcp", message("initialize", "{\"protocolVersion\":\"2025-06-18\"}")));
      assertThat(hello.path("id").asInt()).isEqualTo(7);
      assertThat(hello.at("/result/protocolVersion").asString()).isEqualTo("2025-06-18");
      assertThat(hello.at("/result/serverInfo/name").asString()).isEqualTo("compresh");
      JsonNode unknown =
          read(member.post("/mcp", message("initialize", "{\"protocolVersion\":\"1999-01-01\"}")));
      assertThat(unknown.at("/result/protocolVersion").asString()).isEqualTo("2025-11-25");

      String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
      assertThat(member.post("/mcp", notification).status()).isEqualTo(202);
      assertThat(member.post("/mcp", "[]").status()).isEqualTo(400);
      assertThat(member.post("/mcp", "{nonsense").text()).contains("-32700");
      assertThat(member.post("/mcp", message("resources/list", "{}")).text()).contains("-32601");
      assertThat(member.post("/mcp", message("tools/call", "{\"name\":\"x\"}")).text())
          .contains("-32602");
      assertThat(member.get("/mcp").status()).isEqualTo(405);
      String stateless = "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}";
      assertThat(member.post("/mcp", message("server/discover", stateless)).text())
          .as("without the header lines that repeat the body")
          .contains("-32020");
    }
  }

  @Test
  void tools_showNobodyMoreThanTheApiDoes() {
    try (AdminWorld world = AdminWorld.start(folder, Map.of())) {
      AdminClient member = world.as(Who.MEMBER);
      AdminClient owner = world.as(Who.OWNER);

      for (String tool : new String[] {"usage", "savings", "requests", "budgets"}) {
        assertThat(call(member, tool, "{}").path("isError").asBoolean(true)).as(tool).isFalse();
      }
      int own = call(member, "budgets", "{}").at("/structuredContent/data").size();
      int all = call(owner, "budgets", "{}").at("/structuredContent/data").size();
      assertThat(all).isGreaterThan(own);
      String foreign = call(owner, "budgets", "{}").at("/structuredContent/data/0/id").asString();
      String arguments = "{\"key_id\":\"%s\",\"session_id\":\"s\"}".formatted(foreign);
      assertThat(call(member, "recall", arguments).path("isError").asBoolean()).isTrue();
      assertThat(call(member, "explain", "{\"id\":\"nobody\"}").path("isError").asBoolean())
          .isTrue();
      assertThat(call(member, "usage", "{\"by\":\"moon\"}").path("isError").asBoolean()).isTrue();
      assertThat(call(member, "explain", "{}").at("/content/0/text").asString())
          .isEqualTo("'id' is required.");
    }
  }
}

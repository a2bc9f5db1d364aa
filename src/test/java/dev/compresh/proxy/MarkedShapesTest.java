package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.proxy.CachePlay.Played;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as SDKs and frameworks write them: accepted with marks, and otherwise as they came. */
class MarkedShapesTest {
  private static final String MODEL = "\"model\":\"claude-opus-5-5\",\"max_tokens\":4000";
  private static final String LONG = AgentTalk.words(700, 3);
  private static final String MARK =
      ",\"cache_control\":\\{\"type\":\"ephemeral\"(,\"ttl\":\"1h\")?\\}";
  private static final String TOOL =
      "{\"name\":\"f\",\"description\":\"D\",\"input_schema\":{\"type\":\"object\"}}";

  @TempDir Path folder;

  private static String user(String content) {
    return "{\"role\":\"user\",\"content\":" + content + "}";
  }

  private static String assistant(String content) {
    return "{\"role\":\"assistant\",\"content\":" + content + "}";
  }

  private static String text(String text) {
    return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
  }

  private static String call(String id, String result) {
    return assistant("[{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"f\",\"input\":{}}]")
        + ","
        + user("[{\"type\":\"tool_result\",\"tool_use_id\":\"" + id + "\"" + result + "}]");
  }

  /** Sent, and sent on with one answer and question more, twice: all of it must be accepted. */
  private void play(String fields, String messages) {
    String grown = messages;
    try (CachePlay play = CachePlay.plain(folder, "auto")) {
      for (int i = 0; i < 3; i++) {
        String body = "{" + MODEL + fields + ",\"messages\":[" + grown + "]}";
        Played played = play.send(body);
        assertThat(played.marks()).isLessThanOrEqualTo(3);
        assertThat(i < 1 || played.marks() > 0).isTrue();
        String bare =
            played
                .text()
                .replaceAll(MARK, "")
                .replaceAll("\\[\\{\"type\":\"text\",\"text\":(\"[^\"]*\")}]", "$1");
        assertThat(bare)
            .isEqualTo(body.replaceAll("\\[\\{\"type\":\"text\",\"text\":(\"[^\"]*\")}]", "$1"));
        grown += "," + assistant("\"Yes.\"") + "," + user("\"More " + i + LONG + "\"");
        play.pass(Duration.ofSeconds(30));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"content\":\"\"",
        ",\"content\":[]",
        ",\"content\":[{\"type\":\"tool_reference\",\"tool_name\":\"f\"}]",
        ",\"content\":[{\"type\":\"search_result\",\"source\":\"s\",\"title\":\"t\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"hit\"}]}]",
        ",\"is_error\":true,\"content\":\"failed\"",
        "",
      })
  void resultsOfAllKinds(String result) {
    play(",\"tools\":[" + TOOL + "]", user("\"Go." + LONG + "\"") + "," + call("t1", result));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"system\":\"\"",
        ",\"system\":\"  \"",
        ",\"system\":[]",
        ",\"system\":[{\"type\":\"text\",\"text\":\"You help.\"},{\"type\":\"text\",\"text\":\" \"}]",
        ",\"system\":[{\"text\":\"You help.\",\"type\":\"text\"}]",
        ",\"context_management\":{\"edits\":[{\"type\":\"clear_tool_uses_20250919\"}]}",
        ",\"metadata\":{\"user_id\":\"u\"},\"stop_sequences\":[\"cache_control\"]",
        ",\"tools\":[]",
      })
  void fieldsOfAllKinds(String fields) {
    play(
        (fields.contains("tools") ? "" : ",\"tools\":[" + TOOL + "]") + fields,
        user("\"Go." + LONG + "\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":2}",
        "{\"type\":\"tool_search_tool_bm25_20251119\",\"name\":\"find\"},"
            + "{\"name\":\"g\",\"defer_loading\":true,\"input_schema\":{\"type\":\"object\"}}",
        "{\"name\":\"g\",\"defer_loading\":true,\"input_schema\":{\"type\":\"object\"}} , ",
        "{\"name\":\"g\",\"defer_loading\":false,\"input_schema\":{\"type\":\"object\"}}",
        "{\"type\":\"mcp_toolset\",\"mcp_server_name\":\"m\",\"name\":\"m\","
            + "\"default_config\":{\"defer_loading\":true}}",
        "{\"name\":\"g\",\"input_schema\":{\"type\":\"object\",\"properties\":"
            + "{\"defer_loading\":{\"type\":\"boolean\"}}}}",
        "{ \"name\" : \"g\" , \"input_schema\" : { \"type\" : \"object\" } }",
      })
  void toolsOfAllKinds(String tools) {
    String list = tools.endsWith(", ") ? tools + TOOL : TOOL + "," + tools;
    play(",\"tools\":[ " + list + " \n]", user("\"Go." + LONG + "\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"type\":\"text\",\"text\":\"I search.\"},{\"type\":\"server_tool_use\",\"id\":"
            + "\"srvtoolu_1\",\"name\":\"web_search\",\"input\":{\"query\":\"q\"}},"
            + "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srvtoolu_1\",\"content\":[]}]",
        "\"Yes.\"",
      })
  void answersOfAllKinds(String answer) {
    play(
        ",\"system\":\"Be brief." + LONG + "\"",
        user("[" + text("Go.") + "]") + "," + assistant(answer) + "," + user("\"On.\""));
  }

  @Test
  void aTurnThatEndsInAnImageByUrl() {
    play(
        ",\"system\":\"Be brief." + LONG + "\",\"tools\":[" + TOOL + "]",
        user(
            "["
                + text("Look.")
                + ",{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x.test/i.png\"}}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"cache_control\":{\"type\":\"ephemeral\"}",
        ",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}",
        ",\"system\":[{\"type\":\"text\",\"text\":\"S\",\"cache_control\":{\"type\":\"ephemeral\"}}]",
        ",\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"},"
            + "\"cache_control\" : {\"type\":\"ephemeral\"}}]",
        ",\"context_management\":{\"edits\":[],\"cache\":true}",
      })
  void whatTheClientSaysOfTheCache_staysByteForByte(String fields) {
    String body = "{" + MODEL + fields + ",\"messages\":[" + user("\"Go." + LONG + "\"") + "]}";
    try (CachePlay play = CachePlay.plain(folder, "auto")) {
      for (int i = 0; i < 3; i++) {
        byte[] sent = play.fixture().forwarded("/v1/messages", body).attempts().first().body();
        assertThat(new String(sent, UTF_8)).isEqualTo(body);
      }
    }
  }
}

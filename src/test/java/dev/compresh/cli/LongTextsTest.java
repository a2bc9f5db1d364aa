package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However long the texts of clients and providers are: what is stored of them is short. */
final class LongTextsTest {
  private static final int LONGEST_STORED = 4_096;
  private static final String LONG = "canary".repeat(20_000);
  private static final String LONG_LINE = "canary".repeat(800);

  @TempDir Path folder;

  /** A provider that puts the canary wherever it may say something. */
  private static HttpServer talkative() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext(
        "/",
        exchange -> {
          boolean fails =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                  .contains("please fail");
          String text =
              fails
                  ? "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"code\":\"%s\",\"param\":\"%s\"}}"
                  : "{\"id\":\"%s\",\"object\":\"chat.completion\",\"model\":\"%s\",\"service_tier\":"
                      + "\"%s\",\"system_fingerprint\":\"%s\",\"choices\":[{\"index\":0,\"message\":{"
                      + "\"role\":\"assistant\",\"content\":\"x\"},\"finish_reason\":\"stop\"}],"
                      + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}";
          byte[] answer = text.replace("%s", LONG).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.getResponseHeaders().set("x-request-id", LONG_LINE);
          exchange.sendResponseHeaders(fails ? 400 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static List<String> bodies() {
    String tool =
        "{\"type\":\"function\",\"function\":{\"name\":\"" + LONG + "\",\"description\":\"d\"}}";
    String extra =
        "\"user\":\"%s\",\"metadata\":{\"a\":\"%s\"},\"service_tier\":\"%s\",\"prompt_cache_key\":\"%s\","
            .replace("%s", LONG);
    String call =
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"%s\",\"type\":\"function\","
                .replace("%s", LONG)
            + "\"function\":{\"name\":\"%s\",\"arguments\":\"{\\\"%s\\\":\\\"%s\\\"}\"}}]},"
                .replace("%s", LONG);
    String result =
        "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"%s\"}".replace("%s", LONG);
    List<String> bodies = new ArrayList<>();
    for (String words : List.of("hello", "please fail", LONG)) {
      String said = "{\"role\":\"user\",\"name\":\"" + LONG + "\",\"content\":\"" + words + "\"}";
      bodies.add("{\"model\":\"gpt-4o\"," + extra + "\"messages\":[" + said + "]}");
      bodies.add(
          "{\"model\":\"gpt-4o\",\"tools\":["
              + tool
              + "],\"messages\":["
              + said
              + ","
              + call
              + result
              + "]}");
    }
    bodies.add("{\"model\":\"gpt-" + LONG + "\",\"messages\":[]}");
    bodies.add("{\"model\":\"openai/" + "m".repeat(300) + "\",\"messages\":[]}");
    bodies.add("{\"model\":\"gpt-" + "\\u00e9".repeat(300) + "\",\"messages\":[]}");
    return bodies;
  }

  @Test
  void nothingThatIsStored_isLongerThanItsBound() throws Exception {
    HttpServer provider = talkative();
    try (HttpClient client = HttpClient.newHttpClient()) {
      try (RunningProgram program =
          RunningProgram.quick(
              folder,
              Map.of(
                  "COMPRESH_OPENAI_BASE_URL",
                  "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1",
                  "COMPRESH_RECALL_STORE",
                  "false"))) {
        for (String body : bodies()) {
          program.post(
              "/v1/chat/completions",
              body.getBytes(StandardCharsets.UTF_8),
              List.of("x-claude-code-session-id", LONG_LINE, "x-forwarded-for", LONG_LINE));
        }
        HttpRequest login =
            HttpRequest.newBuilder(URI.create(program.adminUrl() + "/admin/v1/sign-in"))
                .header("user-agent", LONG_LINE)
                .header("content-type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"" + LONG_LINE + "\",\"password\":\"" + LONG_LINE + "\"}"))
                .build();
        client.send(login, HttpResponse.BodyHandlers.discarding());
        String metrics =
            client
                .send(
                    HttpRequest.newBuilder(URI.create(program.adminUrl() + "/metrics")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(metrics.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(500));
      }
      assertThat(longest(folder.resolve("data").resolve("compresh.db")))
          .isNotEmpty()
          .allSatisfy((column, length) -> assertThat(length).isLessThan(LONGEST_STORED));
    } finally {
      provider.stop(0);
    }
  }

  /** The longest value of each column of each table that has a row. */
  private static Map<String, Integer> longest(Path file) throws SQLException {
    Map<String, Integer> longest = new java.util.TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement tables = connection.createStatement();
        Statement rows = connection.createStatement()) {
      List<String> names = new ArrayList<>();
      try (ResultSet found =
          tables.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
        while (found.next()) {
          names.add(found.getString(1));
        }
      }
      for (String name : names) {
        try (ResultSet found = rows.executeQuery("SELECT * FROM \"" + name + "\"")) {
          while (found.next()) {
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
              byte[] value = found.getBytes(i);
              String column = name + "." + found.getMetaData().getColumnName(i);
              longest.merge(column, value == null ? 0 : value.length, Math::max);
            }
          }
        }
      }
    }
    return longest;
  }
}

package dev.compresh.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.dialect.Dialect;
import dev.compresh.sim.ConversationCheck;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies as Claude Code sends them: marks that move, signed thoughts, calls side by side. */
class ClaudeCodeShapeTest {
  private static final String MARK = ",\"cache_control\":{\"type\":\"ephemeral\"}";
  private static final String SIGNED =
      "{\"type\":\"thinking\",\"thinking\":\"Look first.\",\"signature\":\"c2lnbmVk\"}";

  @TempDir private Path folder;
  private RunningProgram program;

  @BeforeEach
  void start() {
    program = RunningProgram.quick(folder, RunningProgram.UNHURRIED);
  }

  @AfterEach
  void stop() {
    program.close();
  }

  private static String text(int file) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= 60; i++) {
      out.append("%6d\\u2192".formatted(i)).append("  value_").append(file % 3).append('_');
      out.append(i * 37 % 100).append(" = compute(").append(i).append(");\\n");
    }
    return out.toString();
  }

  /** The request of {@code turn}; the last results carry the mark. */
  private static String body(int turn) {
    List<String> messages = new ArrayList<>();
    messages.add(
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"<system-reminder>Today\\nis"
            + " fine.</system-reminder>\"},{\"type\":\"text\",\"text\":\"Fix it.\"}]}");
    for (int i = 0; i < turn; i++) {
      messages.add(
          "{\"role\":\"assistant\",\"content\":["
              + SIGNED
              + ",{\"type\":\"text\",\"text\":\"I read.\"},"
              + use("a" + i, i)
              + ","
              + use("b" + i, i + 1)
              + "]}");
      String mark = i == turn - 1 ? MARK : "";
      messages.add(
          "{\"role\":\"user\",\"content\":["
              + result("a" + i, text(i), "")
              + ","
              + result("b" + i, text(i + 1), mark)
              + "]}");
    }
    return "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":32000,\"stream\":true,"
        + "\"system\":[{\"type\":\"text\",\"text\":\"You are an agent.\""
        + MARK
        + "}],\"tools\":[{\"name\":\"Read\",\"description\":\"Reads\",\"input_schema\":"
        + "{\"type\":\"object\"}}],\"metadata\":{\"user_id\":\"user_1_session_2\"},\"messages\":["
        + String.join(",", messages)
        + "]}";
  }

  private static String use(String id, int file) {
    return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"Read\",\"input\":{\"file_path\":\"/f%d\"}}"
        .formatted("toolu_" + id, file % 3);
  }

  private static String result(String id, String text, String mark) {
    return "{\"tool_use_id\":\"toolu_%s\",\"type\":\"tool_result\",\"content\":\"%s\"%s}"
        .formatted(id, text, mark);
  }

  private HttpResponse<byte[]> send(String path, String body) {
    return program.post(
        path,
        body.getBytes(UTF_8),
        List.of(
            "anthropic-version",
            "2023-06-01",
            "anthropic-beta",
            "interleaved-thinking-2025-05-14",
            "x-claude-code-session-id",
            "5f0c",
            "x-compresh-mode",
            "lossless"));
  }

  @Test
  void session_isCompressedAndKeepsItsPrefixWhileMarksMove() {
    String before = "";
    for (int turn = 1; turn <= 8; turn++) {
      HttpResponse<byte[]> answer = send("/v1/messages?beta=true", body(turn));
      assertThat(answer.headers().firstValue("x-compresh-session-id")).hasValue("5f0c");
      var simRequest = program.provider().recorded().last().request();
      String forwarded = new String(simRequest.body(), UTF_8);
      assertThat(new String(simRequest.head(), UTF_8))
          .contains("/v1/messages?beta=true", "interleaved-thinking-2025-05-14");
      assertThat(
              ConversationCheck.added(
                  Dialect.MESSAGES, body(turn).getBytes(UTF_8), simRequest.body()))
          .isEmpty();
      assertThat(count(forwarded, "cache_control")).isEqualTo(2);
      assertThat(count(forwarded, SIGNED)).isEqualTo(turn);
      assertThat(count(forwarded, "\"tool_use\"")).isEqualTo(2 * turn);
      assertThat(count(forwarded, "\"tool_result\"")).isEqualTo(2 * turn);
      String unmarked = forwarded.replace(MARK, "");
      assertThat(unmarked).startsWith(before);
      before = unmarked.substring(0, unmarked.length() - 2);
    }
    assertThat(before.length()).isLessThan(body(8).length() / 2);
  }

  @Test
  void tokensAreCountedAsTheyWouldBeSent() {
    assertThat(send("/v1/messages/count_tokens?beta=true", body(6).replace("\"stream\":true,", "")))
        .satisfies(answer -> assertThat(answer.statusCode()).isLessThan(500));
    assertThat(new String(program.forwarded(), UTF_8)).contains("\"tool_result\"", MARK);
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }
}

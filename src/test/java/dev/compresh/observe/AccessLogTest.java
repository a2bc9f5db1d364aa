package dev.compresh.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line for each request, for programs and for people. */
class AccessLogTest {
  private static AccessLine line(String path) {
    return new AccessLine(
        Instant.parse("2026-01-02T03:04:05.678Z"),
        "req_1",
        "0af7651916cd43dd8448eb211c80319c",
        "127.0.0.1",
        "POST",
        path,
        200,
        42,
        "openai",
        "complete",
        120_000,
        3_000_000,
        5_000_000);
  }

  private static String written(AccessLine line, boolean json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (AccessLog log = new AccessLog(out, json)) {
      log.append(line);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void json_hasOneObjectALine() {
    String text = written(line("/v1/a\"b\n\\\u0001"), true);
    assertThat(text.lines()).hasSize(1);
    JsonNode node = new JsonMapper().readTree(text);
    assertThat(node.path("request_id").asString()).isEqualTo("req_1");
    assertThat(node.path("trace_id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(node.path("path").asString()).isEqualTo("/v1/a\"b\n\\\u0001");
    assertThat(node.path("status").asInt()).isEqualTo(200);
    assertThat(node.path("overhead_us").asInt()).isEqualTo(120);
  }

  @Test
  void text_isOneLineWhateverThePath() {
    assertThat(written(line("/v1/a\nb"), false))
        .isEqualTo("2026-01-02T03:04:05.678Z 200 POST /v1/a?b -> openai 5 ms, 120 µs here req_1\n");
  }

  @Test
  void longPath_isCut() {
    assertThat(written(line("/" + "x".repeat(5_000)), true).length()).isLessThan(600);
  }

  @Test
  void readerThatStops_holdsNobodyUp() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    OutputStream stuck =
        new OutputStream() {
          @Override
          public void write(int b) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    AccessLog log = new AccessLog(stuck, false);
    for (int i = 0; i < 60_000; i++) {
      log.append(line("/v1/x"));
    }
    assertThat(log.dropped()).isPositive();
    never.countDown();
    log.close();
  }
}

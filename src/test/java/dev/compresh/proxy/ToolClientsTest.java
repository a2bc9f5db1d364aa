package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients whose tool results save nothing are counted by their name, and named. */
class ToolClientsTest {
  @TempDir Path folder;

  /** An agent's request, with results that nothing is known of. */
  private static String body(int results) {
    String messages =
        IntStream.range(0, results)
            .mapToObj(
                i ->
                    "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c"
                        + i
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"oracle\","
                        + "\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c"
                        + i
                        + "\",\"content\":\""
                        + ("w" + i * 7919 + " x" + i + " ").repeat(900)
                        + "\"}")
            .collect(Collectors.joining(","));
    return "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"},"
        + messages
        + "]}";
  }

  private void send(PipelineFixture pipelineFixture, int times, String body, String... headers) {
    for (int i = 0; i < times; i++) {
      pipelineFixture.forwarded(PipelineFixture.CHAT, body, headers);
    }
  }

  @Test
  void unknownTools_areNamedAfterManyRequests() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      String[] agent = {"user-agent", "Homebrew-Agent/3.1 (linux)"};
      send(pipelineFixture, 19, body(4), agent);
      assertThat(pipelineFixture.metrics.clients().hints()).isEmpty();
      send(pipelineFixture, 1, body(4), agent);
      assertThat(pipelineFixture.metrics.clients().hints())
          .singleElement()
          .satisfies(
              hint -> assertThat(hint.line()).startsWith("client homebrew-agent: 0 % saved in 20"));
    }
  }

  @Test
  void requestsThatCouldSaveNothing_doNotCount() {
    try (PipelineFixture pipelineFixture = PipelineFixture.in(folder)) {
      send(pipelineFixture, 25, body(4), "x-compresh-mode", "off");
      send(pipelineFixture, 25, body(1));
      assertThat(pipelineFixture.metrics.clients().hints()).isEmpty();
    }
  }
}

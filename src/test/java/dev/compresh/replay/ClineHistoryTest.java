package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClineHistoryTest {
  @TempDir Path folder;

  @Test
  void conversation_isAnthropicMessages_withoutFieldsOfTheClient() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            """
            [{"role":"user","ts":1,"content":[{"type":"text","text":"<task>\\nfix it\\n</task>"}]},
             {"role":"assistant","ts":2,"modelInfo":{"modelId":"anthropic/claude-sonnet-4.5"},
              "content":[{"type":"text","text":"<read_file><path>a.py</path></read_file>"}]},
             {"role":"user","ts":3,"content":[{"type":"text","text":"[read_file for 'a.py'] Result:"},
              {"type":"text","text":"x = 1"}]},
             {"role":"system-note","ts":4}]""");
    assertThat(read.only().dialect()).isEqualTo(Dialect.MESSAGES);
    assertThat(read.only().requests()).containsExactly(1, 3);
    assertThat(read.messages()).noneMatch(message -> message.has("ts") || message.has("modelInfo"));
    assertThat(read.only().head()).contains("claude-sonnet-4.5");
    assertThat(read.remarks()).singleElement().asString().contains("number 4");
  }

  @Test
  void olderFiles_areKnownByTheirEnvironmentBlock() throws IOException {
    SessionFileFixture read =
        SessionFileFixture.of(
            folder,
            """
            [{"role":"user","content":"do\\n<environment_details>\\n# Time\\n</environment_details>"},
             {"role":"assistant","content":"ok"}]""");
    assertThat(read.only().dialect()).isEqualTo(Dialect.MESSAGES);
  }
}

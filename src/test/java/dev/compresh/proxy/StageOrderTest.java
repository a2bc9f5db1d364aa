package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/architecture.md lists the stages of a request in the order in which the pipeline has them.
 */
class StageOrderTest {
  @TempDir private Path folder;

  @Test
  void stagesOfTheDocument_areThoseOfThePipeline() throws IOException {
    List<String> documented =
        Pattern.compile("(?m)^\\d+\\. `(\\w+)`")
            .matcher(Files.readString(Path.of("docs/architecture.md")))
            .results()
            .map(line -> line.group(1))
            .toList();
    try (PipelineFixture pipelineFixture = PipelineFixture.PipelineSetup.plain().in(folder)) {
      assertThat(documented).isEqualTo(pipelineFixture.stageNames()).hasSize(14);
    }
  }
}

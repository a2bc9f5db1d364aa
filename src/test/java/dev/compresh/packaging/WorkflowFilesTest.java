package dev.compresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Workflows run fixed commits of others' actions, with few rights, and scripts that exist. */
final class WorkflowFilesTest {
  private static final Path WORKFLOWS = Path.of(".github/workflows");
  private static final Pattern USES = Pattern.compile("uses: (.*)");
  private static final Pattern SCRIPT =
      Pattern.compile("(?:^|\\s|bash )((?:packaging|\\.ci)/[\\w./-]+)");

  @Test
  void actions_arePinnedByCommit() throws IOException {
    for (Path file : PackagingFiles.below(WORKFLOWS, ".yml")) {
      List<String> actions =
          USES.matcher(Files.readString(file)).results().map(use -> use.group(1)).toList();
      assertThat(actions)
          .as(file.toString())
          .isNotEmpty()
          .allMatch(action -> action.matches("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }
  }

  @Test
  void scripts_existAndCanBeExecuted() throws IOException {
    for (Path file : PackagingFiles.below(WORKFLOWS, ".yml")) {
      List<String> scripts =
          SCRIPT.matcher(Files.readString(file)).results().map(use -> use.group(1)).toList();
      assertThat(scripts).as(file.toString()).isNotEmpty().allMatch(s -> Files.exists(Path.of(s)));
      assertThat(scripts)
          .filteredOn(script -> script.endsWith(".sh"))
          .allMatch(script -> Files.isExecutable(Path.of(script)));
    }
  }

  @Test
  void workflows_mayOnlyReadByDefault() throws IOException {
    for (Path file : PackagingFiles.below(WORKFLOWS, ".yml")) {
      JsonNode workflow = PackagingFiles.yaml(file).getFirst();
      assertThat(workflow.at("/permissions/contents").asString()).isEqualTo("read");
      workflow
          .get("jobs")
          .forEach(job -> assertThat(job.has("timeout-minutes")).as(file.toString()).isTrue());
    }
  }
}

package dev.compresh.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.compresh.cli.RunningProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Node clients, unchanged: the tests under {@code clients/node}. */
class NodeClientsTest {
  private static final Path TESTS = Path.of("clients", "node");

  @TempDir private Path folder;

  @Test
  void officialNodeClients_workUnchanged() throws Exception {
    if (!Files.isDirectory(TESTS.resolve("node_modules"))) {
      missing("clients/node/node_modules is missing: run 'npm ci' in clients/node");
    }
    if (!nodeRuns()) {
      missing("there is no node on the PATH");
    }
    try (RunningProgram program = RunningProgram.start(folder, Map.of())) {
      Path output = folder.resolve("node.txt");
      ProcessBuilder node = new ProcessBuilder("node", "--test", "--test-reporter=spec");
      node.directory(TESTS.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
      node.environment().put("COMPRESH_URL", program.url());
      node.environment().put("COMPRESH_KEY", RunningProgram.KEY);
      Process process = node.start();
      boolean ended = process.waitFor(300, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as(text).isTrue();
      assertThat(process.exitValue()).as(text).isZero();
      assertThat(text).contains("skipped 0").doesNotContain("tests 0");
    }
  }

  private static boolean nodeRuns() throws InterruptedException {
    try {
      ProcessBuilder version = new ProcessBuilder("node", "--version");
      return version.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** A developer may go without; the check of every change may not. */
  private static void missing(String what) {
    if ("true".equals(System.getenv("COMPRESH_CI"))) {
      fail(what);
    }
    abort(what);
  }
}

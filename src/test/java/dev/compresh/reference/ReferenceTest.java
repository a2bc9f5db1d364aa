package dev.compresh.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of docs/reference are as the code declares them. {@code mvn test -Dtest=ReferenceTest
 * -Dreference.fix=true} writes them instead of complaining.
 */
class ReferenceTest {
  private static final Path FOLDER = Path.of("docs/reference");

  @Test
  void configuration_isAsDeclared() throws IOException {
    check("configuration.md", ReferencePages.configuration());
  }

  @Test
  void errors_areAsDeclared() throws IOException {
    check("errors.md", ReferencePages.errors());
  }

  @Test
  void metrics_areAsDeclared() throws IOException {
    check("metrics.md", ReferencePages.metrics());
  }

  @Test
  void commands_areAsDeclared() throws IOException {
    check("cli.md", ReferencePages.cli());
  }

  @Test
  void adminRoutes_areAsTheRunningProgramDeclaresThem(@TempDir Path folder) throws IOException {
    try (RunningProgram program = RunningProgram.quick(folder, Map.of())) {
      check("admin-api.md", ReferencePages.admin(program.adminRoutes()));
    }
  }

  private static void check(String name, String expected) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("reference.fix")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, expected);
    }
    assertThat(file)
        .as("mvn test -Dtest=ReferenceTest -Dreference.fix=true writes it")
        .exists()
        .content()
        .isEqualTo(expected);
  }
}

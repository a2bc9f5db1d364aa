package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compresh.await.EventualAssertion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher starts a program again that ran out of memory. Its Java is a script here. */
@Timeout(300)
final class LauncherRestartTest {
  @TempDir Path root;

  @BeforeEach
  void copyLauncher() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setpriv")), "restarts need setpriv (util-linux)");
    Files.copy(Path.of("compresh"), root.resolve("compresh"));
    Files.createDirectories(root.resolve("src/main"));
    Files.createDirectories(root.resolve("target/lib"));
    Files.writeString(root.resolve("pom.xml"), "");
    FileTime early = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(root.resolve("pom.xml"), early);
    Files.setLastModifiedTime(root.resolve("src/main"), early);
    Files.writeString(root.resolve("target/compresh.jar"), "");
    Files.writeString(root.resolve("target/compresh.aot"), "");
    Files.createDirectories(root.resolve("jdk/bin"));
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    script("jdk/bin/javac", "");
  }

  private void script(String name, String lines) throws IOException {
    Path file = root.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + lines);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process launch(String restarts, String command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", root.resolve("compresh").toString(), command)
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("out").toFile());
    builder.environment().put("COMPRESH_JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().put("COMPRESH_RESTARTS", restarts);
    return builder.start();
  }

  private String output() throws IOException {
    return Files.readString(root.resolve("out"));
  }

  private static int exit(Process process) throws InterruptedException {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private int starts() throws IOException {
    Path file = root.resolve("starts");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  @Test
  void outOfMemory_isStartedAgain_andTheProgramKnows() throws Exception {
    script(
        "jdk/bin/java",
        "echo \"$*\" >>" + root + "/starts\n[ $(wc -l <" + root + "/starts) -gt 1 ] || exit 3\n");
    assertThat(exit(launch("5", "up"))).isZero();
    assertThat(starts()).isEqualTo(2);
    assertThat(Files.readAllLines(root.resolve("starts")).get(1)).contains("-Dcompresh.restarts=1");
    assertThat(output()).contains("ran out of memory", "restart 1 of 5");
  }

  @Test
  void atSomePoint_itIsGivenUp() throws Exception {
    script("jdk/bin/java", "echo x >>" + root + "/starts\nexit 3\n");
    assertThat(exit(launch("2", "up"))).isEqualTo(3);
    assertThat(starts()).isEqualTo(3);
    assertThat(output()).contains("is not restarted again");
  }

  @Test
  void otherEnds_areTheEnd() throws Exception {
    script("jdk/bin/java", "echo x >>" + root + "/starts\nexit 71\n");
    assertThat(exit(launch("5", "up"))).isEqualTo(71);
    assertThat(starts()).isEqualTo(1);
  }

  @Test
  void otherCommands_areNotStartedAgain() throws Exception {
    script("jdk/bin/java", "echo x >>" + root + "/starts\nexit 3\n");
    assertThat(exit(launch("5", "status"))).isEqualTo(3);
    assertThat(starts()).isEqualTo(1);
  }

  @Test
  void withoutRestarts_theLauncherBecomesTheProgram() throws Exception {
    script("jdk/bin/java", "echo $$ >>" + root + "/starts\nexit 3\n");
    Process process = launch("0", "up");
    assertThat(exit(process)).isEqualTo(3);
    assertThat(Files.readAllLines(root.resolve("starts")))
        .containsExactly(Long.toString(process.pid()));
  }

  @Test
  void aRequestToStop_reachesTheProgram_whoseCodeCounts() throws Exception {
    script(
        "jdk/bin/java",
        "trap 'echo stopped; exit 0' TERM\necho x >>"
            + root
            + "/starts\nwhile :; do sleep 0.1; done\n");
    Process process = launch("5", "up");
    EventualAssertion.is(() -> starts() == 1);
    process.destroy();
    assertThat(exit(process)).isZero();
    assertThat(output()).contains("stopped");
  }

  @Test
  void aKilledLauncher_leavesNoProgramBehind() throws Exception {
    script("jdk/bin/java", "echo $$ >>" + root + "/starts\nexec sleep 250\n");
    Process process = launch("5", "up");
    EventualAssertion.is(() -> starts() == 1);
    long program = Long.parseLong(Files.readString(root.resolve("starts")).strip());
    process.destroyForcibly();
    exit(process);
    EventualAssertion.is(() -> ProcessHandle.of(program).filter(ProcessHandle::isAlive).isEmpty());
  }
}

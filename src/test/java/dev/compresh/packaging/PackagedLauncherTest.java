package dev.compresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a package starts the runtime that lies next to it. Its Java is a script here. */
@Timeout(300)
final class PackagedLauncherTest {
  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void layOutPackage() throws IOException {
    root = Files.createDirectories(folder.resolve("a folder/compresh-1"));
    Files.copy(Path.of("compresh"), root.resolve("compresh"));
    Files.createDirectories(root.resolve("app"));
    Files.writeString(root.resolve("app/compresh.jar"), "jar");
    Files.writeString(root.resolve("app/compresh.jsa"), "archive");
    ShellScript.write(
        root.resolve("runtime/bin/java"),
        "for word; do echo \"<$word>\"; done; echo config=${COMPRESH_CONFIG:-none}");
  }

  private ShellScript launch(Path launcher, String... words) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("sh", launcher.toString()));
    command.addAll(List.of(words));
    Map<String, String> environment = Map.of("COMPRESH_RESTARTS", "0", "COMPRESH_CONFIG", "");
    return ShellScript.run(folder, environment, command);
  }

  @Test
  void up_takesTheRuntimeAndTheArchiveOfThePackage() throws Exception {
    ShellScript result = launch(root.resolve("compresh"), "up", "--set", "a=b c");
    assertThat(result.exitCode()).isZero();
    assertThat(result.output())
        .contains("<-XX:SharedArchiveFile=" + root + "/app/compresh.jsa>")
        .contains("<" + root + "/app/compresh.jar>\n<up>\n<--set>\n<a=b c>");
  }

  @Test
  void cacheOfThisMachine_isTakenBeforeTheArchive() throws Exception {
    Files.writeString(root.resolve("app/compresh.aot"), "cache");
    assertThat(launch(root.resolve("compresh"), "up").output())
        .contains("<-XX:AOTCache=" + root + "/app/compresh.aot>")
        .doesNotContain("SharedArchiveFile");
  }

  @Test
  void prepare_trainsWithTheOptionsOfAStart() throws Exception {
    ShellScript result = launch(root.resolve("compresh"), "prepare");
    assertThat(result.exitCode()).isZero();
    assertThat(Files.readString(root.resolve("app/aot-training.log")))
        .contains("<-XX:AOTCacheOutput=" + root + "/app/compresh.aot>", "<-XX:+UseG1GC>")
        .contains("<train>");
  }

  @Test
  void link_leadsToThePackage() throws Exception {
    Path link = folder.resolve("compresh");
    Files.createSymbolicLink(link, Path.of("a folder/compresh-1/compresh"));
    assertThat(launch(link, "status").output()).contains("<" + root + "/app/compresh.jar>");
  }

  @Test
  void environmentOfASystemPackage_saysWhereTheConfigurationLies() throws Exception {
    Files.copy(PackagingFiles.DEB.resolve("environment"), root.resolve("environment"));
    ShellScript unset =
        ShellScript.run(
            folder,
            Map.of(),
            List.of(
                "env",
                "-u",
                "COMPRESH_CONFIG",
                "sh",
                root.resolve("compresh").toString(),
                "status"));
    assertThat(unset.output()).contains("config=/etc/compresh/compresh.yaml");
    ShellScript set =
        ShellScript.run(
            folder,
            Map.of("COMPRESH_CONFIG", "/mine.yaml"),
            List.of("sh", root.resolve("compresh").toString(), "status"));
    assertThat(set.output()).contains("config=/mine.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "build", "package"})
  void commandsForTheSources_areRefused(String command) throws Exception {
    ShellScript result = launch(root.resolve("compresh"), command);
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.output()).contains("'compresh " + command + "' needs the sources");
  }
}

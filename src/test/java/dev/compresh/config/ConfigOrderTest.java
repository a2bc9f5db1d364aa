package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defaults, file, environment, flags: the later wins. */
class ConfigOrderTest {
  @Test
  void environment_winsOverTheFile_andFlagsOverBoth() {
    String yaml = "server: {port: 1}\nadmin: {port: 1}\ncompress: {mode: max}\n";
    Map<String, String> environment = Map.of("COMPRESH_PORT", "2", "COMPRESH_ADMIN_PORT", "2");
    Config config = ConfigFixture.from(yaml, environment, Map.of("server.port", "3"));
    assertThat(config.server().port()).isEqualTo(3);
    assertThat(config.admin().port()).isEqualTo(2);
    assertThat(config.compress().mode()).isEqualTo("max");
  }

  @Test
  void everyVariable_isRead() {
    Map<String, String> environment = new HashMap<>();
    Arrays.stream(EnvironmentSetting.values()).forEach(s -> environment.put(s.variable(), "?"));
    // hosts, folders, files, ids, lists and secrets take any text; all others must complain about
    // theirs
    assertThat(ConfigFixture.faults("", environment))
        .hasSize(EnvironmentSetting.values().length - 14);
  }

  @Test
  void theNamedVariables_areThoseOfTheDocumentation() {
    Map<String, String> environment =
        Map.of(
            "COMPRESH_HOST", "h",
            "COMPRESH_DATA", "d",
            "COMPRESH_MODE", "off",
            "COMPRESH_OBJECTIVE", "cost",
            "COMPRESH_RATE_LIMIT", "7",
            "COMPRESH_BOOTSTRAP_KEY", "comp_canary",
            "COMPRESH_SKIP_TOOLS", "a, b");
    Config config = ConfigFixture.from("", environment);
    assertThat(config.server().host()).isEqualTo("h");
    assertThat(config.data().folder()).isEqualTo(Path.of("d"));
    assertThat(config.compress().mode()).isEqualTo("off");
    assertThat(config.compress().objective()).isEqualTo("cost");
    assertThat(config.compress().skipTools()).isEqualTo(Set.of("a", "b"));
    assertThat(config.limits().requestsPerMinute()).isEqualTo(7);
    assertThat(config.bootstrapKey()).isEqualTo(new Secret("comp_canary"));
    assertThat(config.toString()).doesNotContain("canary");
  }

  @Test
  void emptyVariables_countAsNotSet() {
    Config config = ConfigFixture.from("", Map.of("COMPRESH_PORT", "", "OPENAI_API_KEY", " "));
    assertThat(config.server().port()).isEqualTo(8080);
    assertThat(config.providers().getFirst().kind()).isEqualTo("simulated");
  }

  @Test
  void aVariableThatIsNearlyOne_isWarnedOf() {
    assertThat(ConfigFixture.from("", Map.of("COMPRESH_PROT", "1", "COMPRESH_KEY", "x")).warnings())
        .anyMatch(w -> w.equals("COMPRESH_PROT is not read. Did you mean COMPRESH_PORT?"));
  }

  @Test
  void variablesOfTheLauncher_areNotWarnedOf() throws Exception {
    Matcher names =
        Pattern.compile("COMPRESH_[A-Z_]+").matcher(Files.readString(Path.of("compresh")));
    Map<String, String> read = new HashMap<>();
    while (names.find()) {
      read.put(names.group(), "x");
    }
    assertThat(read).containsKey("COMPRESH_JAVA_OPTS");
    assertThat(ConfigFixture.from("", read).warnings()).isEmpty();
  }

  @Test
  void aFileBesideTheData_isFound(@TempDir Path folder) throws Exception {
    Path data = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(data.resolve("compresh.yaml"), "server: {port: 5}");
    ConfigLoader loader = new ConfigLoader(Map.of("COMPRESH_DATA", "mine"), folder);
    assertThat(loader.load(Map.of(), null).server().port()).isEqualTo(5);
  }

  @Test
  void aFileNamedByTheEnvironment_isRead(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("other.yaml"), "server: {port: 6}");
    ConfigLoader loader = new ConfigLoader(Map.of("COMPRESH_CONFIG", "other.yaml"), folder);
    assertThat(loader.load(Map.of(), null).server().port()).isEqualTo(6);
  }
}

package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each fault names the file, the line, the key, what is wrong and what to write. */
class ConfigFaultsTest {
  @Test
  void unknownKey_namesTheNearest() {
    assertThat(ConfigFixture.faults("server:\n  host: x\n  prot: 1\n"))
        .containsExactly("compresh.yaml:3: server.prot: is not a known key. Did you mean 'port'?");
  }

  @Test
  void unknownKeyLikeNoOther_namesAll() {
    assertThat(ConfigFixture.faults("limits: {aaaaaaaa: 1}"))
        .containsExactly(
            "compresh.yaml:1: limits.aaaaaaaa: is not a known key. Known keys: requests-per-minute.");
  }

  @Test
  void allFaults_areReportedAtOnce() {
    String yaml = "server:\n  port: 99999\ncompress:\n  mode: balance\n  time-budget: 15\n";
    assertThat(ConfigFixture.faults(yaml, Map.of("COMPRESH_RATE_LIMIT", "many")))
        .containsExactlyInAnyOrder(
            "compresh.yaml:2: server.port: '99999' is not a whole number from 0 to 65535. The"
                + " default is 8080.",
            "compresh.yaml:4: compress.mode: 'balance' is not one of off, shadow, lossless, balanced, max."
                + " Choose one. Did you mean 'balanced'?",
            "compresh.yaml:5: compress.time-budget: '15' is not a duration. Write it as 15ms, 30s,"
                + " 5m or 1h.",
            "COMPRESH_RATE_LIMIT: limits.requests-per-minute: 'many' is not a whole number from 0"
                + " to 1000000000. The default is 2000.");
  }

  @Test
  void variableThatIsNotSet() {
    assertThat(ConfigFixture.faults("providers:\n  - name: x\n    key: ${NO_SUCH}\n"))
        .containsExactly(
            "compresh.yaml:3: providers[0].key: names the environment variable NO_SUCH, which is"
                + " not set. Set it, or write the value here.");
  }

  @Test
  void brokenYaml_namesTheLineAndQuotesNothing() {
    assertThat(ConfigFixture.faults("server:\n  port: 1\n bad: [sk-canary\n"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("compresh.yaml:3: is not valid YAML.")
        .doesNotContain("canary");
  }

  @Test
  void secretInTheWrongPlace_isNotShown() {
    assertThat(ConfigFixture.faults("server: {port: \"${KEY}\"}", Map.of("KEY", "sk-canary")))
        .first()
        .asString()
        .contains("The variable's value is not a whole number")
        .doesNotContain("canary");
  }

  @Test
  void doubledKey_namesTheFirst() {
    assertThat(ConfigFixture.faults("log:\n  level: info\n  level: debug\n"))
        .containsExactly(
            "compresh.yaml:3: log.level: is a duplicate key. Keep one of them; the first is on line 2.");
  }

  @Test
  void wrongShapes_areFaults() {
    assertThat(ConfigFixture.faults("server: 8080\nproviders: openai\ncompress: {mode: [off]}\n"))
        .hasSize(3);
    assertThat(ConfigFixture.faults("- a\n")).hasSize(1);
    assertThat(ConfigFixture.faults("a: 1\n---\nb: 2\n")).hasSize(2);
    assertThat(ConfigFixture.faults("log: &x {level: info}\nserver: *x\n")).hasSize(1);
  }

  @Test
  void deepNesting_isAFaultAndNoStackOverflow() {
    assertThat(ConfigFixture.faults("a: " + "[".repeat(50) + "]".repeat(50))).hasSize(2);
  }

  @Test
  void baseUrls_areChecked() {
    for (String url : new String[] {"ftp://x", "x", "http://u:p@x", "http://x?a=b", "http://"}) {
      assertThat(ConfigFixture.faults("providers: [{name: p, base-url: \"" + url + "\"}]"))
          .as(url)
          .hasSize(1)
          .first()
          .asString()
          .startsWith("compresh.yaml:1: providers[0].base-url: ");
    }
  }

  @Test
  void rulesAndProviders_fitTogether() {
    String yaml =
        "providers: [{name: a}, {name: a}]\nroutes: [{model: m, provider: b}, {provider: a}]\n";
    assertThat(ConfigFixture.faults(yaml))
        .anyMatch(f -> f.contains("is already used by another provider"))
        .anyMatch(f -> f.contains("routes[1].model: is missing."))
        .hasSize(2);
  }

  @Test
  void aRouteMayNameAStoredProvider_soWhatIsMissingIsToldAndNoFault() {
    RoutingConfig routing =
        ConfigFixture.from("providers: [{name: ollama}]\nroutes: [{model: m, provider: olama}]\n")
            .routing();
    assertThat(routing.absent(Set.of("ollama")))
        .containsExactly(
            "the route 'm' names the provider 'olama', which does not exist. Did you mean 'ollama'?");
    assertThat(routing.absent(Set.of("ollama", "olama"))).isEmpty();
  }

  @Test
  void fileThatIsNamedAndMissing_isAFault() {
    ConfigLoader loader = new ConfigLoader(Map.of(), Path.of("."));
    assertThatThrownBy(() -> loader.load(Map.of(), Path.of("no-such.yaml")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--config")
        .hasMessageContaining("can't be read");
  }
}

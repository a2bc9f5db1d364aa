package dev.compresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.ConfigKey;
import dev.compresh.config.ConfigKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What deploy says about the program is what the program is: ports, variables, times. */
final class DeploymentManifestsTest {
  /** Of PostgreSQL, Valkey and the providers; the launcher and compose read the rest. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "COMPRESH_DATABASE_URL",
          "COMPRESH_REDIS_URL",
          "OPENAI_API_KEY",
          "ANTHROPIC_API_KEY",
          "COMPRESH_IMAGE",
          "COMPRESH_RESTARTS",
          "COMPRESH_JAVA_OPTS",
          "COMPRESH_CONFIG");

  static List<Path> yamlFiles() throws IOException {
    return Stream.of(Path.of("deploy"), Path.of(".github"), Path.of("packaging"))
        .flatMap(
            folder -> {
              try {
                return PackagingFiles.below(folder, ".yaml", ".yml").stream();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })
        .toList();
  }

  private static String fallback(String path) {
    return ConfigKeys.all().stream()
        .filter(key -> key.path().equals(path))
        .map(ConfigKey::fallback)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode pod() throws IOException {
    return PackagingFiles.manifest("Deployment").at("/spec/template/spec");
  }

  @ParameterizedTest
  @MethodSource("yamlFiles")
  void everyFile_isYaml(Path file) throws IOException {
    assertThat(PackagingFiles.yaml(file)).isNotEmpty().allMatch(JsonNode::isObject);
  }

  @Test
  void kustomization_listsEveryManifest() throws IOException {
    Set<String> listed = new TreeSet<>();
    PackagingFiles.manifest("Kustomization")
        .get("resources")
        .forEach(file -> listed.add(file.asString()));
    Set<String> present =
        PackagingFiles.below(PackagingFiles.KUBERNETES, ".yaml").stream()
            .map(file -> Objects.toString(file.getFileName()))
            .filter(name -> !name.equals("kustomization.yaml"))
            .collect(Collectors.toSet());
    assertThat(listed).isEqualTo(present);
  }

  @Test
  void ports_areTheProgramsOwn() throws IOException {
    Map<String, String> expected =
        Map.of("http", fallback("server.port"), "admin", fallback("admin.port"));
    JsonNode ports = pod().at("/containers/0/ports");
    assertThat(ports).hasSize(2);
    ports.forEach(
        port ->
            assertThat(port.get("containerPort").asString())
                .isEqualTo(expected.get(port.get("name").asString())));
    JsonNode compose =
        PackagingFiles.yaml(PackagingFiles.DEPLOY.resolve("compose/compose.yaml")).getFirst();
    compose
        .at("/services/compresh/ports")
        .forEach(
            port -> {
              String[] parts = port.asString().split(":", -1);
              assertThat(expected.values()).contains(parts[2]);
              assertThat(parts[0]).isEqualTo("127.0.0.1");
            });
    String image = Files.readString(Path.of("packaging/image.sh"));
    expected.values().forEach(port -> assertThat(image).contains("\"" + port + "/tcp\""));
  }

  @Test
  void servicesAndPolicies_nameThePortsOfThePod() throws IOException {
    for (JsonNode document : PackagingFiles.manifests()) {
      document
          .at("/spec/ports")
          .forEach(port -> assertThat(port.get("targetPort").asString()).isIn("http", "admin"));
      document
          .at("/spec/endpoints")
          .forEach(
              endpoint -> {
                assertThat(endpoint.get("port").asString()).isEqualTo("admin");
                assertThat(endpoint.get("path").asString()).isEqualTo("/metrics");
              });
    }
  }

  @Test
  void selectors_meetThePodsLabels() throws IOException {
    JsonNode labels = PackagingFiles.manifest("Deployment").at("/spec/template/metadata/labels");
    for (JsonNode document : PackagingFiles.manifests()) {
      JsonNode selector = document.at("/spec/selector");
      JsonNode wanted = selector.has("matchLabels") ? selector.get("matchLabels") : selector;
      if (!document.path("kind").asString("").equals("ServiceMonitor") && wanted.isObject()) {
        wanted
            .properties()
            .forEach(label -> assertThat(labels.get(label.getKey())).isEqualTo(label.getValue()));
      }
    }
  }

  @Test
  void gracePeriods_areLongerThanTheDrain() throws IOException {
    String config = PackagingFiles.manifest("ConfigMap").at("/data/compresh.yaml").asString();
    int drain = seconds(config, "drain-grace: (\\d+)s");
    int sleep = pod().at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
    assertThat(pod().get("terminationGracePeriodSeconds").asInt())
        .isGreaterThanOrEqualTo(drain + sleep + 10);
    int usual = seconds(fallback("server.drain-grace"), "(\\d+)s");
    String compose = Files.readString(PackagingFiles.DEPLOY.resolve("compose/compose.yaml"));
    assertThat(seconds(compose, "stop_grace_period: (\\d+)s")).isGreaterThan(usual);
    String unit = Files.readString(PackagingFiles.DEB.resolve("compresh.service"));
    assertThat(seconds(unit, "TimeoutStopSec=(\\d+)")).isGreaterThan(usual);
  }

  private static int seconds(String text, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  @Test
  void podsAndImages_runWithoutPrivileges() throws IOException {
    assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    JsonNode container = pod().at("/containers/0/securityContext");
    assertThat(container.get("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.get("allowPrivilegeEscalation").asBoolean()).isFalse();
    String user = pod().at("/securityContext/runAsUser").asString();
    assertThat(Files.readString(Path.of("packaging/image.sh")))
        .contains("\"User\":\"" + user + ":" + user + "\"");
    assertThat(Files.readString(PackagingFiles.DEB.resolve("compresh.service")))
        .contains("DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes");
  }

  @Test
  void everyVariable_existsInTheProgram() throws IOException {
    Set<String> known = new HashSet<>(ConfigKeys.variables().keySet());
    ConfigKeys.all().stream().map(ConfigKey::variable).filter(Objects::nonNull).forEach(known::add);
    known.addAll(OTHER_VARIABLES);
    Pattern name = Pattern.compile("\\b(?:COMPRESH|OPENAI|ANTHROPIC)_[A-Z_]+\\b");
    for (Path folder : List.of(PackagingFiles.DEPLOY, PackagingFiles.DEB)) {
      for (Path file : PackagingFiles.below(folder, ".yaml", ".env", ".service", "environment")) {
        assertThat(name.matcher(Files.readString(file)).results().map(result -> result.group()))
            .as(file.toString())
            .allMatch(known::contains);
      }
    }
  }
}

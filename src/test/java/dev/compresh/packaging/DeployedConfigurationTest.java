package dev.compresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The program takes the configurations that packages and manifests bring, and answers probes. */
final class DeployedConfigurationTest {
  private static final Map<String, String> PROVIDER_KEYS =
      Map.of("OPENAI_API_KEY", "sk-a", "ANTHROPIC_API_KEY", "sk-b");

  @TempDir Path folder;

  private Config load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("compresh.yaml"), yaml);
    return new ConfigLoader(PROVIDER_KEYS, folder).load(Map.of(), file);
  }

  @Test
  void configMap_isAConfiguration() throws IOException {
    Config config = load(PackagingFiles.manifest("ConfigMap").at("/data/compresh.yaml").asString());
    assertThat(config).isNotNull();
  }

  @Test
  void configurationOfTheDeb_isAConfiguration_andItsFoldersAreTheServices() throws IOException {
    String yaml = Files.readString(PackagingFiles.DEB.resolve("compresh.yaml"));
    assertThat(load(yaml)).isNotNull();
    String unit = Files.readString(PackagingFiles.DEB.resolve("compresh.service"));
    assertThat(yaml).contains("folder: /var/lib/compresh\n", "/var/lib/compresh-key/master.key");
    assertThat(unit).contains("StateDirectory=compresh compresh-key\n");
  }

  @Test
  void probesAndMetrics_areAnsweredOnTheAdministrationPort() throws Exception {
    Set<String> paths = new TreeSet<>(Set.of("/metrics"));
    JsonNode container =
        PackagingFiles.manifest("Deployment").at("/spec/template/spec/containers/0");
    for (String probe : new String[] {"startupProbe", "livenessProbe", "readinessProbe"}) {
      JsonNode get = container.get(probe).get("httpGet");
      assertThat(get.get("port").asString()).isEqualTo("admin");
      paths.add(get.get("path").asString());
    }
    try (RunningProgram program = RunningProgram.quick(folder.resolve("data"), Map.of());
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path : paths) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(program.adminUrl() + path)).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
            .as(path)
            .isEqualTo(200);
      }
    }
  }
}

package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.Secret;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.vendor.ProviderApi;
import dev.compresh.vendor.ProviderKind;
import dev.compresh.vendor.ProviderKindRegistry;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind keeps what the rest of the program expects of it. */
class ProviderKindTest {
  private static final URI SIMULATOR = URI.create("http://127.0.0.1:1");

  static List<ProviderKind> kinds() {
    return ProviderKindRegistry.all();
  }

  @Test
  void names_areUniqueAndFound() {
    assertThat(ProviderKindRegistry.names())
        .doesNotHaveDuplicates()
        .startsWith("openai", "anthropic", "simulated");
    for (ProviderKind kind : kinds()) {
      assertThat(ProviderKindRegistry.find(kind.name())).containsSame(kind);
      assertThat(kind.label()).isNotBlank();
      assertThat(kind.title()).isNotBlank();
    }
    assertThat(ProviderKindRegistry.find("OpenAI")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void configured_servesItsApis_andIsAskedWithItsKeyAtItsAddress(ProviderKind kind) {
    Secret key = new Secret("sk-canary");
    Provider provider = Provider.of(ProviderConfig.of("own", kind.name(), null, key), SIMULATOR);
    assertThat(provider.kind()).isSameAs(kind);
    assertThat(provider.apis()).isEqualTo(kind.apis()).contains(kind.mainApi());
    assertThat(provider.modelsPath()).endsWith("/models");
    Headers out = provider.ownHeaders();
    boolean carriesKey = false;
    for (Header line : out) {
      carriesKey |= line.value().contains("sk-canary");
    }
    assertThat(carriesKey).isNotEqualTo(kind.isSimulated());
    assertThat(kind.baseUrl().isEmpty()).isEqualTo(kind.isSimulated());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void ownModels_areOfOneKindOnly(ProviderKind kind) {
    for (String model : List.of("gpt-5", "o3", "claude-sonnet-4-5", "gpt-oss-120b", "qwen3")) {
      assertThat(kinds().stream().filter(k -> k.isOwnModel(model)).count()).isLessThan(2);
      assertThat(ProviderKindRegistry.findVendor(model).filter(kind::equals).isPresent())
          .isEqualTo(kind.isOwnModel(model));
    }
  }

  @Test
  void versionOfTheApi_goesToWhoeverServesIt() {
    Provider simulated = Provider.of(ProviderConfig.of("sim", "simulated", null, null), SIMULATOR);
    Headers out =
        OutgoingHeaders.build(simulated, ProviderApi.MESSAGES, Headers.NONE, false, false);
    assertThat(out.first("anthropic-version")).isEqualTo("2023-06-01");
    Headers given = Headers.of("anthropic-version", "2030-01-01");
    assertThat(OutgoingHeaders.build(simulated, ProviderApi.MESSAGES, given, false, false))
        .containsOnlyOnce(new Header("anthropic-version", "2030-01-01"))
        .doesNotContain(new Header("anthropic-version", "2023-06-01"));
  }
}

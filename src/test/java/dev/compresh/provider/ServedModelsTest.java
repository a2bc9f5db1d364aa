package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.RoutingConfig;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.vendor.ProviderApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that is no vendor's says itself which models it has. */
class ServedModelsTest {
  private static final Provider LOCAL =
      ProviderFixtures.of("openai", "openai", "http://127.0.0.1:11434/v1");

  private static final Catalogue SHIPPED = Catalogue.shipped();

  private final List<String> asked = new ArrayList<>();

  private ServedModels serving(String... names) {
    return new ServedModels(
        provider -> {
          asked.add(provider.name());
          return List.of(names);
        });
  }

  private static List<String> ids(ServedModels served, Provider... providers) {
    return new ModelList(List.of(providers), RoutingConfig.DEFAULT, () -> SHIPPED, served)
        .all().stream().map(ModelList.ListedModel::id).toList();
  }

  @Test
  void aServerUnderAVendorsName_listsItsOwnModels() {
    ServedModels served = serving("local-a", "openai/gpt-oss-120b");
    assertThat(ids(served, LOCAL)).containsExactly("local-a", "openai/gpt-oss-120b");
    assertThat(ids(served, LOCAL)).hasSize(2);
    assertThat(asked).as("asked once").hasSize(1);
  }

  @Test
  void theVendorItself_isNotAsked() {
    assertThat(ids(serving("x"), ProviderFixtures.openai(), ProviderFixtures.sim()))
        .contains("gpt-4o")
        .doesNotContain("x");
    assertThat(asked).isEmpty();
  }

  @Test
  void aServerWhoseModelsTheOperatorLists_isNotAsked() {
    Provider listing = ProviderFixtures.listing("ollama", List.of(), List.of("qwen3"));
    assertThat(ids(serving("x"), listing)).containsExactly("qwen3");
  }

  @Test
  void aServerThatGivesNoList_isAskedOnceAndTakenForWhatItIsNamed() {
    ServedModels served =
        new ServedModels(
            provider -> {
              asked.add(provider.name());
              throw new IOException("404");
            });
    assertThat(ids(served, LOCAL)).contains("gpt-4o");
    assertThat(ids(served, LOCAL)).contains("gpt-4o");
    assertThat(asked).hasSize(1);
  }

  @Test
  void whatAServerSays_isBounded() {
    String[] many = IntStream.range(0, 5_000).mapToObj(i -> "m" + i).toArray(String[]::new);
    many[0] = "x".repeat(300);
    assertThat(ids(serving(many), LOCAL)).hasSize(2_000).doesNotContain(many[0]);
  }

  @Test
  void namesWithTheVendorsPrefix_leaveAsTheyCame() {
    ModelRouter router = new ModelRouter(List.of(LOCAL), RoutingConfig.DEFAULT);
    assertThat(router.route("openai/gpt-oss-120b", ProviderApi.CHAT))
        .isInstanceOfSatisfying(
            ModelRouting.FoundRoute.class,
            found ->
                assertThat(found.candidates().getFirst().model()).isEqualTo("openai/gpt-oss-120b"));
    ModelRouter vendors =
        new ModelRouter(List.of(ProviderFixtures.openai()), RoutingConfig.DEFAULT);
    assertThat(vendors.route("openai/gpt-4o", ProviderApi.CHAT))
        .isInstanceOfSatisfying(
            ModelRouting.FoundRoute.class,
            found -> assertThat(found.candidates().getFirst().model()).isEqualTo("gpt-4o"));
  }

  @Test
  void aNameThatAProviderLists_isNotCutAtItsSlash() {
    Provider groq = ProviderFixtures.listing("groq", List.of(), List.of("openai/gpt-oss-120b"));
    ModelRouter router =
        new ModelRouter(List.of(ProviderFixtures.openai(), groq), RoutingConfig.DEFAULT);
    assertThat(router.route("openai/gpt-oss-120b", ProviderApi.CHAT))
        .isInstanceOfSatisfying(
            ModelRouting.FoundRoute.class,
            found -> {
              assertThat(found.candidates().getFirst().provider().name()).isEqualTo("groq");
              assertThat(found.candidates().getFirst().model()).isEqualTo("openai/gpt-oss-120b");
            });
  }
}

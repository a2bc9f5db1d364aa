package dev.compresh.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.await.ChangeWait;
import dev.compresh.config.ModelConfig;
import dev.compresh.config.ModelJson;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Layers of the catalogue: shipped, refreshed, configured, stored. */
@OnEachStore
class CatalogueServiceTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anEntryOfTheConfiguration_keepsWhatIsKnownAndNotSaid() {
    CatalogueEntry entry = entry(of("{'id':'gpt-5-mini','strict':true}"), "gpt-5-mini");
    assertThat(entry.strict()).isTrue();
    assertThat(entry.facts().context()).isEqualTo(400_000);
    assertThat(entry.facts().can(ModelCapability.TOOLS)).isTrue();
    assertThat(entry.source()).isEqualTo(CatalogueEntry.EntrySource.CONFIG);
  }

  @Test
  void aNewName_hasTheFactsOfItsProvidersModel() {
    CatalogueEntry entry =
        entry(of("{'id':'house','provider':'openai','upstream_model':'gpt-4o-mini'}"), "house");
    assertThat(entry.facts().context()).isEqualTo(128_000);
    assertThat(Objects.requireNonNull(entry.facts().price()).input()).isEqualTo(150_000);
    assertThat(entry.routes()).containsExactly(new ModelRoute("openai", "gpt-4o-mini", 0, 1));
  }

  @Test
  void whatIsStored_goesOverTheConfiguration() {
    CatalogueService catalogueService = of("{'id':'a','strict':true,'context_length':1000}");
    catalogueService.set("a", object("{'context_length':2000,'aliases':['fast']}"));
    CatalogueEntry entry = catalogueService.get().find("fast").orElseThrow();
    assertThat(entry.id()).isEqualTo("a");
    assertThat(entry.strict()).isTrue();
    assertThat(entry.facts().context()).isEqualTo(2_000);
    assertThat(catalogueService.remove("a")).isTrue();
    assertThat(catalogueService.remove("a")).isFalse();
    assertThat(catalogueService.get().find("fast")).isEmpty();
    assertThat(catalogueService.get().window("a")).isEqualTo(1_000);
  }

  @Test
  void set_takesOneFieldAwayByNull() {
    CatalogueService catalogueService = of();
    catalogueService.set("a", object("{'maintenance':true,'strict':true}"));
    catalogueService.set("a", object("{'maintenance':null}"));
    CatalogueEntry entry = entry(catalogueService, "a");
    assertThat(entry.maintenance()).isFalse();
    assertThat(entry.strict()).isTrue();
  }

  @Test
  void set_refusesWhatIsNoModelAndKeepsWhatWas() {
    CatalogueService catalogueService = of();
    catalogueService.set("a", object("{'aliases':['fast']}"));
    assertThatThrownBy(() -> catalogueService.set("a", object("{'type':'nonsense'}")))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("type");
    assertThatThrownBy(() -> catalogueService.set("b", object("{'aliases':['fast']}")))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("'a'");
    assertThat(catalogueService.get().find("fast").orElseThrow().id()).isEqualTo("a");
    assertThat(catalogueService.get().find("b")).isEmpty();
  }

  @Test
  void whatAnotherInstanceStores_isSeen() throws Exception {
    CatalogueService here = of();
    try (Database other = engine.open(folder)) {
      new CatalogueService(other, List.of(), InstantSource.system())
          .set("a", object("{'strict':true}"));
      ChangeWait.seenBy(database);
    }
    assertThat(entry(here, "a").strict()).isTrue();
  }

  @Test
  void refreshedFacts_goOverTheShippedOnesAndBackAgain() {
    CatalogueService catalogueService = of("{'id':'gpt-4o','strict':true}");
    String json =
        """
        {"openai":{"models":{"gpt-4o":{"id":"gpt-4o","name":"GPT-4o","tool_call":true,
          "release_date":"2024-05-13","modalities":{"input":["text"],"output":["text"]},
          "limit":{"context":99000,"output":1000},"cost":{"input":9,"output":18}}}}}
        """;
    database.<Boolean>commit(
        handle -> {
          catalogueService.refresh(handle, catalogueService.imported(json), "test");
          return true;
        });
    catalogueService.refreshed();
    CatalogueEntry entry = entry(catalogueService, "gpt-4o");
    assertThat(entry.facts().context()).isEqualTo(99_000);
    assertThat(entry.strict()).isTrue();
    assertThat(catalogueService.get().price("gpt-4o").orElseThrow().input()).isEqualTo(9_000_000);
    assertThat(catalogueService.get().window("gpt-4.1")).isEqualTo(1_047_576);
    assertThat(catalogueService.unrefresh()).isTrue();
    assertThat(catalogueService.get().window("gpt-4o")).isEqualTo(128_000);
  }

  @Test
  void efforts_followWhatIsSaid() {
    assertThat(entry(of("{'id':'a','capabilities':['reasoning_effort']}"), "a").facts().efforts())
        .isEqualTo(ReasoningEfforts.USUAL);
    CatalogueEntry without = entry(of("{'id':'gpt-5','reasoning_efforts':[]}"), "gpt-5");
    assertThat(without.facts().can(ModelCapability.REASONING_EFFORT)).isFalse();
    assertThat(without.facts().can(ModelCapability.TOOLS)).isTrue();
    assertThat(entry(of("{'id':'gpt-5','capabilities':['tools']}"), "gpt-5").facts().efforts())
        .isEqualTo(ReasoningEfforts.NONE);
    assertThat(SupportedParameters.list(entry(of("{'id':'a'}"), "a")))
        .contains("temperature")
        .doesNotContain("tools", "reasoning_effort", "response_format");
    assertThat(SupportedParameters.list(entry(of("{'id':'e','type':'embedding'}"), "e"))).isEmpty();
  }

  @Test
  void labels_areThoseThatTheConfigurationKnows() {
    for (String label : ModelType.labels()) {
      of("{'id':'a','type':'" + label + "'}");
    }
    for (String label : ModelCapability.labels()) {
      assertThat(
              EntryJson.render(entry(of("{'id':'a','capabilities':['" + label + "']}"), "a"))
                  .path("capabilities")
                  .toString())
          .contains(label);
    }
    for (PriceDraft.PriceItem priceItem : PriceDraft.PriceItem.values()) {
      CatalogueService catalogueService = of("{'id':'a','prices':{'" + priceItem.label() + "':7}}");
      assertThat(catalogueService.get().price("a").orElseThrow().toString()).contains("7000000");
    }
  }

  @Test
  void entry_asJsonCanBeSetAgain() {
    CatalogueService catalogueService = of();
    ObjectNode json = EntryJson.render(catalogueService.get().find("gpt-5.4").orElseThrow());
    for (String told : List.of("vendor", "supported_parameters", "source")) {
      json.remove(told);
    }
    catalogueService.set("copy", json);
    ModelFacts copy = entry(catalogueService, "copy").facts();
    ModelFacts own = catalogueService.get().find("gpt-5.4").orElseThrow().facts();
    assertThat(copy.price()).isEqualTo(own.price());
    assertThat(copy.efforts()).isEqualTo(own.efforts());
    assertThat(copy.capabilities()).isEqualTo(own.capabilities());
    assertThat(copy.context()).isEqualTo(own.context());
  }

  private CatalogueService of(String... models) {
    List<ModelConfig> configured =
        Arrays.stream(models)
            .map(text -> Objects.requireNonNull(ModelJson.read(object(text)).model(), text))
            .toList();
    return new CatalogueService(database, configured, InstantSource.system());
  }

  private static CatalogueEntry entry(CatalogueService catalogueService, String name) {
    return catalogueService.get().find(name).orElseThrow();
  }

  private static ObjectNode object(String text) {
    return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
  }
}

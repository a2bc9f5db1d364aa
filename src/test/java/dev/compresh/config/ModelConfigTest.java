package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code models:} in the file, and the same as JSON. */
class ModelConfigTest {

  @Test
  void models_areReadWithAllTheirFields() {
    String yaml =
        """
        models:
          - id: house
            name: House model
            type: vision-chat
            context-length: 32000
            max-output: 4096
            capabilities: [tools, reasoning_effort]
            reasoning-efforts: [off=none, low, high]
            sampling: false
            parameters: [top_k]
            aliases: [fast, default]
            routes:
              - {provider: a, model: up-1, weight: 3, order: 0}
              - provider: b
            prices:
              input: 1.25
              output: 10
              cache-read: 0.125
              longer-prompts: [{above: 200000, input: 2.5}]
            maintenance: true
            strict: true
            always-usage: true
          - id: gpt-5
        """;
    List<ModelConfig> models = ConfigFixture.from(yaml).models();
    assertThat(models).hasSize(2);
    assertThat(models.get(0))
        .isEqualTo(
            new ModelConfig(
                "house",
                "House model",
                "vision-chat",
                32_000,
                4_096,
                List.of("tools", "reasoning_effort"),
                List.of("off=none", "low", "high"),
                false,
                List.of("top_k"),
                List.of("fast", "default"),
                List.of(
                    new ModelConfig.ModelRouteConfig("a", "up-1", 0, 3),
                    new ModelConfig.ModelRouteConfig("b", null, 1, 1)),
                new PriceConfig(
                    Map.of(
                        "input", new BigDecimal("1.25"),
                        "output", new BigDecimal("10"),
                        "cache-read", new BigDecimal("0.125")),
                    List.of(
                        new PriceConfig.LongPromptPriceConfig(
                            200_000, Map.of("input", new BigDecimal("2.5")))),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Map.of()),
                true,
                true,
                true));
    assertThat(models.get(1).strict()).isNull();
    assertThat(models.get(1).aliases()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                          | models[0].id",
        "{id: 'a b'}                                 | models[0].id",
        "{id: a, type: chatty}                       | models[0].type",
        "{id: a, capabilities: [magic]}              | models[0].capabilities",
        "{id: a, reasoning-efforts: [extreme]}       | models[0].reasoning-efforts",
        "{id: a, prices: {input: -1}}                | models[0].prices.input",
        "{id: a, prices: {input: 1e9}}               | models[0].prices.input",
        "{id: a, prices: {inptu: 1}}                 | models[0].prices.inptu",
        "{id: a, routes: [{model: x}]}               | models[0].routes[0].provider",
        "{id: a, routes: [{provider: p, weight: -1}]}| models[0].routes[0].weight",
        "{id: a, provider: p, routes: []}            | models[0].routes",
        "{id: a, upstream-model: x}                  | models[0].upstream-model",
        "{id: a, context-length: many}               | models[0].context-length",
        "{id: a, strickt: true}                      | models[0].strickt",
      })
  void faults_nameTheirKey(String model, String key) {
    List<String> faults = ConfigFixture.faults("models:\n  - " + model + "\n", Map.of());
    assertThat(faults).isNotEmpty().anyMatch(fault -> fault.contains(" " + key + ": "));
  }

  @Test
  void aNameThatStandsTwice_isAFault() {
    String yaml = "models: [{id: a, aliases: [x]}, {id: b, aliases: [a]}, {id: b}]";
    assertThat(ConfigFixture.faults(yaml, Map.of())).hasSize(2);
  }

  @Test
  void json_isReadAsTheFileIs() {
    ModelConfig read = json("{\"id\":\"a\",\"context_length\":100,\"strict\":true,\"type\":null}");
    assertThat(read).isNotNull();
    assertThat(read.contextLength()).isEqualTo(100);
    assertThat(read.strict()).isTrue();
    assertThat(read.type()).isNull();
    ModelConfig priced = json("{\"id\":\"a\",\"prices\":{\"input\":1e-6,\"cache_read\":0.5}}");
    assertThat(priced).isNotNull();
    PriceConfig prices = Objects.requireNonNull(priced.prices());
    assertThat(prices.usd().get("cache-read")).isEqualByComparingTo("0.5");
    assertThat(prices.usd().get("input")).isEqualByComparingTo("0.000001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                  | ''",
        "{}                                  | id",
        "{\"id\":\"a\",\"context_length\":-1}  | context_length",
        "{\"id\":\"a\",\"prices\":{\"input\":1e999999}} | prices.input",
        "{\"id\":\"a\",\"prices\":{\"cache_read\":\"x\"}} | prices.cache_read",
        "{\"id\":\"a\",\"aliases\":{}}         | aliases",
      })
  void json_faultsNameTheirKeyAsItWasSent(String json, String key) {
    ModelJson.ModelReading modelReading = ModelJson.read(new JsonMapper().readTree(json));
    assertThat(modelReading.model()).isNull();
    assertThat(modelReading.faults()).anyMatch(configError -> configError.key().equals(key));
  }

  private static ModelConfig json(String text) {
    ModelJson.ModelReading modelReading = ModelJson.read(new JsonMapper().readTree(text));
    assertThat(modelReading.faults()).isEmpty();
    ModelConfig model = modelReading.model();
    if (model == null) {
      throw new AssertionError("no model");
    }
    return model;
  }
}

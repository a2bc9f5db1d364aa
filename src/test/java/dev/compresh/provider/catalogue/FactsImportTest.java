package dev.compresh.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken from models.dev's file, and what is not. */
class FactsImportTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private static FactsImport.ReadFacts read(String json) {
    return FactsImport.read(json, KnownModels.shipped(), NOW);
  }

  @Test
  void aModel_isReadWithAllItsFacts() {
    String json =
        """
        {"xai":{"id":"xai","name":"xAI","models":{"grok-9":{"id":"grok-9","name":"Grok\\t9",
          "attachment":true,"reasoning":true,"tool_call":true,"structured_output":true,
          "temperature":false,"release_date":"2026-09",
          "modalities":{"input":["text","image","pdf"],"output":["text"]},
          "limit":{"context":500000,"output":64000},
          "cost":{"input":1.5,"output":6,"cache_read":0.15,"reasoning":7,
            "context_over_200k":{"input":3,"output":12,"cache_read":0.3}}}}},
         "reseller":{"models":{"grok-9":{"cost":{"input":-1}}}}}
        """;
    ModelFacts facts = read(json).models().getFirst();
    assertThat(facts.id()).isEqualTo("grok-9");
    assertThat(facts.name()).isEqualTo("Grok 9");
    assertThat(facts.released()).hasToString("2026-09-01");
    assertThat(facts.type()).isEqualTo(ModelType.VISION_CHAT);
    assertThat(facts.context()).isEqualTo(500_000);
    assertThat(facts.maxOutput()).isEqualTo(64_000);
    assertThat(facts.capabilities())
        .containsExactlyInAnyOrder(
            ModelCapability.TOOLS,
            ModelCapability.REASONING,
            ModelCapability.RESPONSE_FORMAT,
            ModelCapability.IMAGE_INPUT,
            ModelCapability.FILE_INPUT);
    assertThat(facts.sampling()).isFalse();
    assertThat(facts.cached()).isTrue();
    ModelPrice price = Optional.ofNullable(facts.price()).orElseThrow();
    assertThat(price.cacheRead()).isEqualTo(150_000);
    assertThat(price.reasoning()).isEqualTo(7_000_000);
    assertThat(price.forPromptLength(200_001).output()).isEqualTo(12_000_000);
  }

  @Test
  void effortsThatTheFileDoesNotTell_areThoseThatShip() {
    String json = "{\"openai\":{\"models\":{\"gpt-5.2\":{\"reasoning\":true}}}}";
    assertThat(read(json).models().getFirst().efforts().text())
        .isEqualTo("off=none,low,medium,high,max=xhigh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{}",
        "{\"openai\":{}}",
        "{\"nobody\":{\"models\":{\"a\":{}}}}",
        "{\"openai\":{\"models\":{\"a\":{\"limit\":{\"context\":-1}}}}}",
        "{\"openai\":{\"models\":{\"a\":{\"limit\":{\"context\":\"many\"}}}}}",
        "{\"openai\":{\"models\":{\"a\":{\"cost\":{\"input\":-2}}}}}",
        "{\"openai\":{\"models\":{\"a\":{\"cost\":{\"input\":\"2\"}}}}}",
        "{\"openai\":{\"models\":{\"a\":{\"cost\":{\"input\":1e300}}}}}",
        "{\"openai\":{\"models\":{\"a b\":{}}}}",
        "{\"openai\":{\"models\":{\"a\":7}}}",
        "{\"openai\":{\"models\":{\"a\":{\"release_date\":\"2026-13-01\"}}}}",
      })
  void aBrokenFile_isRefusedAsAWhole(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(CatalogueException.class);
  }

  @Test
  void theShippedFacts_areThoseOfTheirSource() throws Exception {
    String named = System.getProperty("COMPRESH_SHARED", System.getenv("COMPRESH_SHARED"));
    Path shared = named == null ? Path.of("..", "shared") : Path.of(named);
    Path file = shared.resolve("data").resolve("models.json");
    Assumptions.assumeTrue(Files.isReadable(file), "there is no " + file);
    KnownModels shipped = KnownModels.shipped();
    assertThat(read(Files.readString(file)).models())
        .hasSizeGreaterThan(100)
        .filteredOn(m -> m.context() > 0)
        .allSatisfy(
            m -> {
              ModelFacts known = shipped.find(m.id()).orElseThrow();
              assertThat(known.context()).isEqualTo(m.context());
              assertThat(known.cached()).isEqualTo(m.cached());
              if (m.price() != null) {
                assertThat(known.price()).isEqualTo(m.price());
              }
            });
  }

  private static final String LITELLM =
      """
      {"sample_spec":{"litellm_provider":"one of","mode":"chat","max_tokens":"LEGACY"},
       "gpt-9":{"litellm_provider":"openai","mode":"responses","max_input_tokens":272000,
         "max_output_tokens":128000,"input_cost_per_token":2e-06,"output_cost_per_token":1e-05,
         "cache_read_input_token_cost":1e-07,"cache_creation_input_token_cost":2.5e-06,
         "input_cost_per_token_above_200k_tokens":4e-06,
         "output_cost_per_token_above_200k_tokens":1.5e-05,
         "input_cost_per_token_priority":4e-06,
         "supports_function_calling":true,"supports_vision":true,"supports_reasoning":true},
       "gemini/gemini-9":{"litellm_provider":"gemini","mode":"chat","max_input_tokens":1000000,
         "input_cost_per_token":7.5e-08,"output_cost_per_token":3e-07},
       "claude-9":{"litellm_provider":"anthropic","mode":"chat","input_cost_per_token":3e-06,
         "output_cost_per_token":1.5e-05,"cache_creation_input_token_cost":3.75e-06,
         "cache_creation_input_token_cost_above_1hr":7e-06},
       "bedrock/claude-9":{"litellm_provider":"bedrock","input_cost_per_token":9e-06},
       "dall-e-9":{"litellm_provider":"openai","mode":"image_generation"}}
      """;

  @Test
  void litellmList_isPerTokenAndNamesMakersOtherwise() {
    FactsImport.ReadFacts readFacts = read(LITELLM);
    assertThat(readFacts.models())
        .extracting(m -> m.vendor() + "/" + m.id())
        .containsExactlyInAnyOrder("openai/gpt-9", "google/gemini-9", "anthropic/claude-9");
    ModelFacts gpt = find(readFacts, "gpt-9");
    assertThat(gpt.context()).isEqualTo(272_000);
    assertThat(gpt.type()).isEqualTo(ModelType.VISION_CHAT);
    ModelPrice price = Optional.ofNullable(gpt.price()).orElseThrow();
    assertThat(price.input()).isEqualTo(2_000_000);
    assertThat(price.cacheRead()).isEqualTo(100_000);
    assertThat(price.cacheWrite()).isEqualTo(2_500_000);
    assertThat(price.forPromptLength(200_001).output()).isEqualTo(15_000_000);
    assertThat(price.modifiers().tier("flex")).isEqualTo(500);
    assertThat(Optional.ofNullable(find(readFacts, "gemini-9").price()).orElseThrow().input())
        .isEqualTo(75_000);
    assertThat(
            Optional.ofNullable(find(readFacts, "claude-9").price()).orElseThrow().cacheWriteLong())
        .isEqualTo(7_000_000);
  }

  private static ModelFacts find(FactsImport.ReadFacts readFacts, String id) {
    return readFacts.models().stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
  }

  private static String four(String more) {
    StringBuilder json = new StringBuilder("{\"openai\":{\"models\":{");
    for (int i = 0; i < 4; i++) {
      json.append("\"ok-").append(i).append("\":{\"cost\":{\"input\":1,\"output\":2}},");
    }
    return json.append(more).append("}}}").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'gpt-4.1':{'cost':{'input':0.000002,'output':0.000008}}",
        "'gpt-4.1':{'cost':{'input':2000,'output':8000}}",
        "'gpt-4.1':{'cost':{'input':0.002,'output':0.008}}",
        "'gpt-4.1':{'cost':{'input':-2,'output':8}}",
        "'gpt-4.1':{'cost':{'input':2,'output':1e9}}",
        "'gpt-4.1':{'cost':{'input':'2','output':8}}",
        "'gpt-new':{'cost':{'input':0.0000001,'output':0.0000002}}",
        "'gpt-new':{'cost':{'input':3000,'output':1}}",
        "'gpt-new':{'limit':{'context':-5}}",
        "'gpt-new':{'release_date':'2026-99-01'}"
      })
  void aModelThatMakesNoSense_isLeftAsItIs_withALine(String model) {
    FactsImport.ReadFacts readFacts = read(four(model.replace('\'', '"')));
    assertThat(readFacts.models()).hasSize(4);
    assertThat(readFacts.refused()).hasSize(1);
    assertThat(readFacts.refused().getFirst()).contains("openai/gpt-");
  }

  @Test
  void aListInWhichMuchMakesNoSense_isRefusedAsAWhole() {
    String json = four("\"a\":{\"cost\":{\"input\":-1}},\"b\":{\"cost\":{\"input\":-1}}");
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("2 models");
  }

  @Test
  void anAnnouncedPrice_outlivesAListWithoutDays() {
    String json =
        "{\"google\":{\"models\":{\"gemini-4-argon\":{\"cost\":{\"input\":2,\"output\":10,"
            + "\"cache_read\":0.1}}}}}";
    ModelPrice before = Optional.ofNullable(read(json).models().getFirst().price()).orElseThrow();
    assertThat(before.forDate(NOW).input()).isEqualTo(2_000_000);
    assertThat(before.forDate(Instant.parse("2026-12-01T00:00:00Z")).input()).isEqualTo(4_000_000);
    ModelPrice after =
        Optional.ofNullable(
                FactsImport.read(
                        json.replace(":2,", ":3,"),
                        KnownModels.shipped(),
                        Instant.parse("2026-12-05T00:00:00Z"))
                    .models()
                    .getFirst()
                    .price())
            .orElseThrow();
    assertThat(after.forDate(Instant.parse("2026-12-06T00:00:00Z")).input()).isEqualTo(3_000_000);
  }

  @Test
  void whatTheListDoesNotSay_staysAsItIsKnown() {
    ModelFacts facts =
        read("{\"openai\":{\"models\":{\"gpt-4o\":{\"tool_call\":true}}}}").models().getFirst();
    ModelFacts known = KnownModels.shipped().find("gpt-4o").orElseThrow();
    assertThat(facts.context()).isEqualTo(known.context());
    assertThat(facts.maxOutput()).isEqualTo(known.maxOutput());
    assertThat(facts.price()).isEqualTo(known.price());
    assertThat(facts.released()).isEqualTo(known.released());
  }
}

package dev.compresh.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken from models.dev's file, and what is not. */
class FactsImportTest {

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
    ModelFacts facts = FactsImport.read(json).models().getFirst();
    assertThat(facts.id()).isEqualTo("grok-9");
    assertThat(facts.name()).isEqualTo("Grok 9");
    assertThat(facts.released()).hasToString("2026-09-01");
    assertThat(facts.type()).isEqualTo(ModelType.VISION_CHAT);
    assertThat(facts.context()).isEqualTo(500_000);
    assertThat(facts.maxOutput()).isEqualTo(64_000);
    assertThat(facts.capabilities())
        .containsExactlyInAnyOrder(
            Capability.TOOLS,
            Capability.REASONING,
            Capability.RESPONSE_FORMAT,
            Capability.IMAGE_INPUT,
            Capability.FILE_INPUT);
    assertThat(facts.sampling()).isFalse();
    assertThat(facts.cached()).isTrue();
    ModelPrice price = Optional.ofNullable(facts.price()).orElseThrow();
    assertThat(price.cacheRead()).isEqualTo(150_000);
    assertThat(price.reasoning()).isEqualTo(7_000_000);
    assertThat(price.at(200_001).output()).isEqualTo(12_000_000);
  }

  @Test
  void effortsThatTheFileDoesNotTell_areThoseThatShip() {
    String json = "{\"openai\":{\"models\":{\"gpt-5.2\":{\"reasoning\":true}}}}";
    assertThat(FactsImport.read(json).models().getFirst().efforts().text())
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
    assertThatThrownBy(() -> FactsImport.read(json)).isInstanceOf(Refusal.class);
  }

  @Test
  void theShippedFacts_areThoseOfTheirSource() throws Exception {
    String named = System.getProperty("COMPRESH_SHARED", System.getenv("COMPRESH_SHARED"));
    Path shared = named == null ? Path.of("..", "shared") : Path.of(named);
    Path file = shared.resolve("data").resolve("models.json");
    Assumptions.assumeTrue(Files.isReadable(file), "there is no " + file);
    KnownModels shipped = KnownModels.shipped();
    assertThat(FactsImport.read(Files.readString(file)).models())
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
}

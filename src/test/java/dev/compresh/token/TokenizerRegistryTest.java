package dev.compresh.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerRegistryTest {
  private static final String TELLING = "नमस्ते, tokens tell vocabularies apart";
  private static final ExactTokenizers ENCODINGS = new ExactTokenizers(); // loaded once
  private final TokenizerRegistry tokenizerRegistry = new TokenizerRegistry(ENCODINGS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o",
        "gpt-4o-mini-2024-07-18",
        "openai/gpt-4o",
        "openrouter/openai/gpt-4.1-nano",
        "gpt-4.1",
        "gpt-5",
        "GPT-5-Codex",
        "o1",
        "o3-pro",
        "o4-mini",
        "chatgpt-4o-latest",
        "gpt-oss:20b",
        "ft:gpt-4o-mini:acme::id",
        "gpt-4.5-preview"
      })
  void newerOpenAiModels_areExactUnderO200k(String model) {
    ModelTokens tokens = tokenizerRegistry.forModel(model);
    assertThat(tokens.exact()).isTrue();
    assertThat(tokens.tokenizer()).isSameAs(ENCODINGS.o200k());
    assertThat(tokens.family()).isEqualTo(ModelFamily.GPT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4",
        "gpt-4-turbo",
        "azure/gpt-4-32k",
        "gpt-3.5-turbo",
        "gpt-35-turbo",
        "text-embedding-3-small",
        "openai/text-embedding-ada-002"
      })
  void olderOpenAiModels_areExactUnderCl100k(String model) {
    ModelTokens tokens = tokenizerRegistry.forModel(model);
    assertThat(tokens.exact()).isTrue();
    assertThat(tokens.tokenizer()).isSameAs(ENCODINGS.cl100k());
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5,CLAUDE",
    "us.anthropic.claude-opus-4-1-v1:0,CLAUDE",
    "models/gemini-2.5-pro,GEMINI",
    "meta-llama/Llama-3.3-70B-Instruct,LLAMA",
    "deepseek-ai/DeepSeek-R1-Distill-Llama-70B,LLAMA",
    "mistral-large-latest,MISTRAL",
    "Qwen/Qwen3-Coder,QWEN",
    "deepseek-chat,DEEPSEEK",
    "x-ai/grok-4,GROK",
    "openai/llama-3,LLAMA",
    "openai/some-new-thing,GPT",
    "gpt-9,GPT",
    "o,OTHER",
    "orca-mini,OTHER",
    "'',OTHER",
  })
  void otherModels_areEstimatesUnderO200k(String model, ModelFamily family) {
    ModelTokens tokens = tokenizerRegistry.forModel(model);
    assertThat(tokens.exact()).isFalse();
    assertThat(tokens.tokenizer()).isSameAs(ENCODINGS.o200k());
    assertThat(tokens.family()).isEqualTo(family);
  }

  @Test
  void estimate_followsReportedUsage_ofItsFamilyOnly() {
    long before = tokenizerRegistry.estimate("gemini-2.5-pro", 10_000);
    for (int i = 0; i < 100; i++) {
      tokenizerRegistry.observe("claude-opus-4-5", 10_000, 14_000);
    }
    assertThat(tokenizerRegistry.estimate("anthropic/claude-haiku-4-5", 10_000))
        .isBetween(13_900L, 14_000L);
    assertThat(tokenizerRegistry.estimate("gemini-2.5-pro", 10_000)).isEqualTo(before);
  }

  @Test
  void exactModels_areNotCorrected() {
    tokenizerRegistry.observe("gpt-4o", 10_000, 20_000);
    assertThat(tokenizerRegistry.estimate("gpt-4o", 10_000)).isEqualTo(10_000);
    assertThat(tokenizerRegistry.factorPermille(ModelFamily.GPT)).isEqualTo(1000);
  }

  @Test
  void learning_leavesCountsAlone() {
    Tokenizer counter = tokenizerRegistry.forModel("claude-opus-4-5").tokenizer();
    int before = counter.count(TELLING);
    tokenizerRegistry.observe("claude-opus-4-5", 10_000, 20_000);
    assertThat(tokenizerRegistry.forModel("claude-opus-4-5").tokenizer().count(TELLING))
        .isEqualTo(before);
  }

  @Test
  void theTwoVocabularies_differ() {
    assertThat(ENCODINGS.o200k().count(TELLING)).isLessThan(ENCODINGS.cl100k().count(TELLING));
  }
}

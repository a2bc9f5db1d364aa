package dev.compresh.proxy.parameter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.json.BodySplicer;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelCapability;
import dev.compresh.provider.catalogue.ModelFacts;
import dev.compresh.provider.catalogue.ModelType;
import dev.compresh.provider.catalogue.ReasoningEfforts;
import dev.compresh.proxy.parameter.ParameterCheck.CheckedParameters;
import dev.compresh.proxy.parameter.ParameterCheck.FitParameters;
import dev.compresh.proxy.parameter.ParameterCheck.ParameterForm;
import dev.compresh.proxy.parameter.ParameterCheck.UnfitParameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Requests for strict models, and what becomes of them. */
final class StrictRequests {
  private static final Set<ModelCapability> ALL = EnumSet.allOf(ModelCapability.class);

  private StrictRequests() {}

  /** A model that can all. */
  static CatalogueEntry able(String efforts) {
    return entry(ModelType.VISION_CHAT, ALL, true, efforts);
  }

  /** A model that can chat, and nothing else. */
  static CatalogueEntry plain() {
    return entry(ModelType.CHAT, Set.of(), true, "");
  }

  static CatalogueEntry entry(
      ModelType type, Set<ModelCapability> can, boolean sampling, String efforts) {
    ModelFacts facts =
        new ModelFacts(
            "",
            "m",
            "m",
            null,
            type,
            8_000,
            1_000,
            can,
            sampling,
            efforts.isEmpty()
                ? ReasoningEfforts.NONE
                : ReasoningEfforts.parse(efforts).orElseThrow(),
            false,
            null);
    return new CatalogueEntry(
        "m",
        facts,
        List.of("top_k"),
        List.of(),
        List.of(),
        false,
        true,
        false,
        false,
        CatalogueEntry.EntrySource.CONFIG);
  }

  static Prompt prompt(ParameterForm parameterForm, String json) {
    Dialect dialect =
        switch (parameterForm) {
          case CHAT -> Dialect.CHAT;
          case GENERATE_CONTENT -> Dialect.GEMINI;
          case MESSAGES, COUNT_TOKENS -> Dialect.MESSAGES;
          case RESPONSES, EMBEDDINGS, SPEECH, TRANSCRIPTION -> Dialect.RESPONSES;
        };
    return (Prompt) PromptReader.read(dialect, json.getBytes(UTF_8));
  }

  /** {@code code param} of what is wrong, or {@code ok} with the body as it goes out. */
  static String check(CatalogueEntry entry, ParameterForm parameterForm, String json) {
    Prompt prompt = prompt(parameterForm, json);
    CheckedParameters checkedParameters = ParameterCheck.check(entry, parameterForm, prompt);
    return switch (checkedParameters) {
      case UnfitParameters(ParameterViolation v) -> v.code() + " " + v.param();
      case FitParameters(var edits) ->
          "ok " + new String(BodySplicer.apply(prompt.body(), edits), UTF_8);
    };
  }

  /** A chat with these fields besides model and messages, in single quotes. */
  static String chat(String fields) {
    String rest = fields.isEmpty() ? "" : "," + fields.replace('\'', '"');
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + rest + "}";
  }
}

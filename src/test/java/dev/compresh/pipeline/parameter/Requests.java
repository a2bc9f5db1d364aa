package dev.compresh.pipeline.parameter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.pipeline.parameter.Parameters.Checked;
import dev.compresh.pipeline.parameter.Parameters.Fit;
import dev.compresh.pipeline.parameter.Parameters.Form;
import dev.compresh.pipeline.parameter.Parameters.Unfit;
import dev.compresh.provider.catalogue.Capability;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.Efforts;
import dev.compresh.provider.catalogue.ModelFacts;
import dev.compresh.provider.catalogue.ModelType;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import dev.compresh.wire.Splice;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Requests for strict models, and what becomes of them. */
final class Requests {
  private static final Set<Capability> ALL = EnumSet.allOf(Capability.class);

  private Requests() {}

  /** A model that can all. */
  static CatalogueEntry able(String efforts) {
    return entry(ModelType.VISION_CHAT, ALL, true, efforts);
  }

  /** A model that can chat, and nothing else. */
  static CatalogueEntry plain() {
    return entry(ModelType.CHAT, Set.of(), true, "");
  }

  static CatalogueEntry entry(
      ModelType type, Set<Capability> can, boolean sampling, String efforts) {
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
            efforts.isEmpty() ? Efforts.NONE : Efforts.parse(efforts).orElseThrow(),
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
        CatalogueEntry.Source.CONFIG);
  }

  static Prompt prompt(Form form, String json) {
    Dialect dialect =
        switch (form) {
          case CHAT -> Dialect.CHAT;
          case MESSAGES, COUNT_TOKENS -> Dialect.MESSAGES;
          case RESPONSES, EMBEDDINGS, SPEECH, TRANSCRIPTION -> Dialect.RESPONSES;
        };
    return (Prompt) PromptReader.read(dialect, json.getBytes(UTF_8));
  }

  /** {@code code param} of what is wrong, or {@code ok} with the body as it goes out. */
  static String check(CatalogueEntry entry, Form form, String json) {
    Prompt prompt = prompt(form, json);
    Checked checked = Parameters.check(entry, form, prompt);
    return switch (checked) {
      case Unfit(Violation v) -> v.code() + " " + v.param();
      case Fit(var edits) -> "ok " + new String(Splice.apply(prompt.body(), edits), UTF_8);
    };
  }

  /** A chat with these fields beside model and messages, in single quotes. */
  static String chat(String fields) {
    String rest = fields.isEmpty() ? "" : "," + fields.replace('\'', '"');
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + rest + "}";
  }
}

package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Prompt;
import dev.compresh.json.BodyEdit;
import dev.compresh.provider.catalogue.CatalogueEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks requests for strict models: fields outside those that the model takes, values out of
 * range. Never throws on a body that {@link dev.compresh.dialect.PromptReader} has read; its time
 * is linear in the fields around the conversation.
 */
public final class ParameterCheck {
  private ParameterCheck() {}

  /** The API that a request speaks. */
  public enum ParameterForm {
    CHAT,
    MESSAGES,
    COUNT_TOKENS,
    RESPONSES,
    GENERATE_CONTENT,
    EMBEDDINGS,
    SPEECH,
    TRANSCRIPTION
  }

  /** The result of a check. */
  public sealed interface CheckedParameters {}

  /**
   * The request is fit.
   *
   * @param edits what the provider needs said in its own words
   */
  public record FitParameters(List<BodyEdit> edits) implements CheckedParameters {}

  public record UnfitParameters(ParameterViolation violation) implements CheckedParameters {}

  /** Checks {@code prompt}, which is of that form, against what {@code entry} takes. */
  public static CheckedParameters check(
      CatalogueEntry entry, ParameterForm parameterForm, Prompt prompt) {
    String misfit = misfit(entry, parameterForm);
    if (misfit != null) {
      return new UnfitParameters(ParameterViolation.value("model", misfit));
    }
    List<BodyField> fields = BodyField.listFields(prompt);
    ParameterRules parameterRules =
        switch (parameterForm) {
          case CHAT -> ChatRules.build(entry, prompt);
          case MESSAGES -> MessagesRules.build(entry, prompt, false);
          case COUNT_TOKENS -> MessagesRules.build(entry, prompt, true);
          case RESPONSES -> ResponsesRules.build(entry, prompt);
          case GENERATE_CONTENT -> GenerateContentRules.build(entry);
          case EMBEDDINGS -> EmbeddingRules.build(entry);
          case SPEECH -> SpeechRules.build(entry);
          case TRANSCRIPTION -> TranscriptionRules.build(entry);
        };
    ParameterViolation found = parameterRules.check(fields);
    if (found == null && parameterForm == ParameterForm.CHAT) {
      found = together(fields);
    }
    EffortEdit efforts = new EffortEdit(entry.facts().efforts());
    if (found == null && entry.facts().efforts().any()) {
      found = efforts(parameterForm, fields, efforts);
    }
    return found == null ? new FitParameters(efforts.edits()) : new UnfitParameters(found);
  }

  /** Returns the violation if the model is of another kind than the API; null if it fits. */
  private static @Nullable String misfit(CatalogueEntry entry, ParameterForm parameterForm) {
    boolean fits =
        switch (parameterForm) {
          case CHAT, MESSAGES, COUNT_TOKENS, RESPONSES, GENERATE_CONTENT ->
              entry.facts().type().chat();
          case EMBEDDINGS -> entry.facts().type().label().equals("embedding");
          case SPEECH -> entry.facts().type().label().equals("speech");
          case TRANSCRIPTION -> entry.facts().type().label().equals("transcription");
        };
    return fits
        ? null
        : "has the type " + entry.facts().type().label() + ", which this API does not serve.";
  }

  /** Fields that make sense only with others, as OpenAI has it. */
  private static @Nullable ParameterViolation together(List<BodyField> fields) {
    boolean stream = last(fields, "stream").map(f -> f.is(BodyField.FieldKind.TRUE)).orElse(false);
    boolean options =
        last(fields, "stream_options").map(f -> !f.is(BodyField.FieldKind.NULL)).orElse(false);
    if (options && !stream) {
      return ParameterViolation.value("stream_options", "is allowed only with \"stream\": true.");
    }
    Optional<BodyField> choice = last(fields, "tool_choice");
    boolean tools = last(fields, "tools").map(f -> !f.items().isEmpty()).orElse(false);
    boolean asks =
        choice
            .map(f -> f.is(BodyField.FieldKind.OBJECT) || f.text().equals("required"))
            .orElse(false);
    return asks && !tools
        ? ParameterViolation.value("tool_choice", "requires 'tools'. Send tools.")
        : null;
  }

  private static @Nullable ParameterViolation efforts(
      ParameterForm parameterForm, List<BodyField> fields, EffortEdit efforts) {
    for (BodyField bodyField : fields) {
      String name = bodyField.name();
      ParameterViolation found = null;
      if (parameterForm == ParameterForm.CHAT && name.equals("reasoning_effort")) {
        found = efforts.translate(bodyField, name);
      } else if (parameterForm == ParameterForm.RESPONSES && name.equals("reasoning")) {
        found = inner(bodyField, efforts);
      } else if (parameterForm == ParameterForm.MESSAGES && name.equals("output_config")) {
        found = inner(bodyField, efforts);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable ParameterViolation inner(BodyField holder, EffortEdit efforts) {
    for (BodyField bodyField : holder.members()) {
      ParameterViolation found =
          bodyField.name().equals("effort")
              ? efforts.translate(bodyField, holder.name() + ".effort")
              : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Optional<BodyField> last(List<BodyField> fields, String name) {
    return fields.stream().filter(f -> f.name().equals(name)).reduce((_, b) -> b);
  }
}

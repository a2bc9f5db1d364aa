package dev.compresh.pipeline.parameter;

import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.wire.Edit;
import dev.compresh.wire.Field;
import dev.compresh.wire.Prompt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks requests for strict models: fields outside those that the model takes, values out of
 * range. Never throws on a body that {@link dev.compresh.wire.PromptReader} has read; its time is
 * linear in what stands beside the conversation.
 */
public final class Parameters {
  private Parameters() {}

  /** The API that a request speaks. */
  public enum Form {
    CHAT,
    MESSAGES,
    COUNT_TOKENS,
    RESPONSES,
    EMBEDDINGS,
    SPEECH,
    TRANSCRIPTION
  }

  /** What a check comes to. */
  public sealed interface Checked {}

  /**
   * The request is fit.
   *
   * @param edits what the provider needs said in its own words
   */
  public record Fit(List<Edit> edits) implements Checked {}

  public record Unfit(Violation violation) implements Checked {}

  /** Checks {@code prompt}, which is of that form, against what {@code entry} takes. */
  public static Checked check(CatalogueEntry entry, Form form, Prompt prompt) {
    String misfit = misfit(entry, form);
    if (misfit != null) {
      return new Unfit(Violation.value("model", misfit));
    }
    List<Field> fields = Field.of(prompt);
    Rules rules =
        switch (form) {
          case CHAT -> ChatRules.of(entry, prompt);
          case MESSAGES -> MessagesRules.of(entry, prompt, false);
          case COUNT_TOKENS -> MessagesRules.of(entry, prompt, true);
          case RESPONSES -> ResponsesRules.of(entry, prompt);
          case EMBEDDINGS -> EmbeddingRules.of(entry);
          case SPEECH -> SpeechRules.of(entry);
          case TRANSCRIPTION -> TranscriptionRules.of(entry);
        };
    Violation found = rules.check(fields);
    if (found == null && form == Form.CHAT) {
      found = together(fields);
    }
    EffortEdit efforts = new EffortEdit(entry.facts().efforts());
    if (found == null && entry.facts().efforts().any()) {
      found = efforts(form, fields, efforts);
    }
    return found == null ? new Fit(efforts.edits()) : new Unfit(found);
  }

  /** Where the model is of another kind than the API; null where it fits. */
  private static @Nullable String misfit(CatalogueEntry entry, Form form) {
    boolean fits =
        switch (form) {
          case CHAT, MESSAGES, COUNT_TOKENS, RESPONSES -> entry.facts().type().chat();
          case EMBEDDINGS -> entry.facts().type().label().equals("embedding");
          case SPEECH -> entry.facts().type().label().equals("speech");
          case TRANSCRIPTION -> entry.facts().type().label().equals("transcription");
        };
    return fits ? null : "is of the type " + entry.facts().type().label() + ", not for this API.";
  }

  /** Fields that make sense only with others, as OpenAI has it. */
  private static @Nullable Violation together(List<Field> fields) {
    boolean stream = last(fields, "stream").map(f -> f.is(Field.Kind.TRUE)).orElse(false);
    boolean options = last(fields, "stream_options").map(f -> !f.is(Field.Kind.NULL)).orElse(false);
    if (options && !stream) {
      return Violation.value("stream_options", "goes with \"stream\": true only.");
    }
    Optional<Field> choice = last(fields, "tool_choice");
    boolean tools = last(fields, "tools").map(f -> !f.items().isEmpty()).orElse(false);
    boolean asks =
        choice.map(f -> f.is(Field.Kind.OBJECT) || f.text().equals("required")).orElse(false);
    return asks && !tools ? Violation.value("tool_choice", "asks for a tool; send tools.") : null;
  }

  private static @Nullable Violation efforts(Form form, List<Field> fields, EffortEdit efforts) {
    for (Field field : fields) {
      String name = field.name();
      Violation found = null;
      if (form == Form.CHAT && name.equals("reasoning_effort")) {
        found = efforts.translate(field, name);
      } else if (form == Form.RESPONSES && name.equals("reasoning")) {
        found = inner(field, efforts);
      } else if (form == Form.MESSAGES && name.equals("output_config")) {
        found = inner(field, efforts);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Violation inner(Field holder, EffortEdit efforts) {
    for (Field field : holder.members()) {
      Violation found =
          field.name().equals("effort")
              ? efforts.translate(field, holder.name() + ".effort")
              : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Optional<Field> last(List<Field> fields, String name) {
    return fields.stream().filter(f -> f.name().equals(name)).reduce((_, b) -> b);
  }
}

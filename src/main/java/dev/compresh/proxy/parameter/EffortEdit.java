package dev.compresh.proxy.parameter;

import dev.compresh.dialect.BodyField;
import dev.compresh.json.BodyEdit;
import dev.compresh.json.JsonText;
import dev.compresh.provider.catalogue.ReasoningEffort;
import dev.compresh.provider.catalogue.ReasoningEfforts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the provider's word in for the effort that a client asked for. */
final class EffortEdit {
  private final ReasoningEfforts reasoningEfforts;
  private final List<BodyEdit> edits = new ArrayList<>(1);

  EffortEdit(ReasoningEfforts reasoningEfforts) {
    this.reasoningEfforts = reasoningEfforts;
  }

  List<BodyEdit> edits() {
    return edits;
  }

  /**
   * Rewrites {@code field} where its word is another one; what is wrong with it where it asks for
   * what the model can't do.
   */
  @Nullable ParameterViolation translate(BodyField bodyField, String at) {
    Optional<ReasoningEffort> wanted = ReasoningEffort.named(bodyField.text());
    if (wanted.isEmpty()) {
      return null;
    }
    Optional<String> word = reasoningEfforts.word(wanted.get());
    if (word.isEmpty()) {
      return ParameterViolation.value(
          at,
          wanted.get() == ReasoningEffort.OFF
              ? "can't be off: this model always reasons."
              : "must be off: this model does not support reasoning effort.");
    }
    if (!word.get().equals(bodyField.text())) {
      edits.add(new BodyEdit.ReplaceEdit(bodyField.value(), JsonText.encode(word.get())));
    }
    return null;
  }
}

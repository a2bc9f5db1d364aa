package dev.compresh.pipeline.parameter;

import dev.compresh.provider.catalogue.Effort;
import dev.compresh.provider.catalogue.Efforts;
import dev.compresh.wire.Edit;
import dev.compresh.wire.Field;
import dev.compresh.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the provider's word in for the effort that a client asked for. */
final class EffortEdit {
  private final Efforts efforts;
  private final List<Edit> edits = new ArrayList<>(1);

  EffortEdit(Efforts efforts) {
    this.efforts = efforts;
  }

  List<Edit> edits() {
    return edits;
  }

  /**
   * Rewrites {@code field} where its word is another one; what is wrong with it where it asks for
   * what the model can't do.
   */
  @Nullable Violation translate(Field field, String at) {
    Optional<Effort> wanted = Effort.named(field.text());
    if (wanted.isEmpty()) {
      return null;
    }
    Optional<String> word = efforts.word(wanted.get());
    if (word.isEmpty()) {
      return Violation.value(
          at,
          wanted.get() == Effort.OFF
              ? "can't be off: this model always reasons."
              : "must be off: this model has no level of reasoning.");
    }
    if (!word.get().equals(field.text())) {
      edits.add(new Edit.Replace(field.value(), JsonText.encode(word.get())));
    }
    return null;
  }
}

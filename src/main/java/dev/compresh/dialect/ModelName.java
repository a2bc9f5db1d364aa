package dev.compresh.dialect;

import dev.compresh.json.BodyEdit;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import java.util.Optional;

/** Gives a body another model's name: the provider's own where the client wrote an alias. */
public final class ModelName {
  private ModelName() {}

  /**
   * The edit that makes {@code model} the body's model; empty where it is or where none appears.
   */
  public static Optional<BodyEdit> rewrite(Prompt prompt, String model) {
    ByteSpan literal = prompt.envelope().modelLiteral();
    return literal == null || model.equals(prompt.envelope().model())
        ? Optional.empty()
        : Optional.of(new BodyEdit.ReplaceEdit(literal, JsonText.encode(model)));
  }
}

package dev.compresh.pipeline;

import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.wire.Prompt;
import org.jspecify.annotations.Nullable;

/** Says what a request is charged by that is not a prompt of text. */
@FunctionalInterface
interface Measure {
  /** The tokens of the body's text. */
  Measure TOKENS = (choice, prompt) -> null;

  /** Null for the tokens of the body's text. */
  Sound.@Nullable Amount of(Choice choice, Prompt prompt);
}

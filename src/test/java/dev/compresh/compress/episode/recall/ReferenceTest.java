package dev.compresh.compress.episode.recall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "What did I tell you about the harbour fee?",
        "Which colour does Marisol want?",
        "Remind me of the door code.",
        "List the open invoices.",
        "I want to plan next week, what fits?",
        "¿Dónde vive Marta?"
      })
  void questionsOfWhatWasSaidReferBack(String message) {
    assertThat(Reference.back(message)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How do people usually wash a canoe?",
        "We settled on blue. How should I go on?",
        "My new desk came today.",
        "Thanks, that helps!"
      })
  void theWorldAtLargeAndStatementsDoNot(String message) {
    assertThat(Reference.back(message)).isFalse();
  }
}

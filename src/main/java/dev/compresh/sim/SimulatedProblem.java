package dev.compresh.sim;

/**
 * Why a provider would refuse a body.
 *
 * @param path where, in the provider's own notation: {@code messages.1.content.0} with Anthropic,
 *     {@code messages[1].content} with OpenAI
 * @param message what is wrong
 */
public record SimulatedProblem(String path, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}

package dev.compresh.proxy;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.ModelCapability;
import dev.compresh.provider.catalogue.ModelFacts;
import java.util.List;

/**
 * Bounds what a provider can truthfully report of a request, in tokens of one run of the model.
 *
 * @param forwarded the prompt as it was sent, by our own count
 * @param window the most input that the model takes
 * @param prompt the most input that this prompt can be where no tool of the provider adds to it
 * @param modelOutput the most output that the model gives
 * @param output the most output that can be believed of what was asked for
 * @param longest the longest answer that money was held for
 * @param isBounded whether the client itself bounds the answer
 * @param hidesReasoning whether the model may have reasoned without showing it
 */
record FigureBounds(
    long forwarded,
    long window,
    long prompt,
    long modelOutput,
    long output,
    long longest,
    boolean isBounded,
    boolean hidesReasoning) {

  /** Windows are taken twice as large: operators' entries and betas lag behind. */
  private static final int WINDOW_MARGIN = 2;

  /** The window of a model that nothing is known of. */
  private static final long UNKNOWN_WINDOW = 2_000_000;

  /** The longest answer of a model that nothing is known of. */
  private static final long UNKNOWN_OUTPUT = 200_000;

  /** No tokenizer counts a text this many times as long as ours. */
  private static final int COUNT_MARGIN = 64;

  /** What providers may add to a prompt by themselves: instructions, tools, templates. */
  private static final long ADDED = 32_768;

  /** Seconds or tokens that a recording may be longer than it looked. */
  private static final long ADDED_SOUND = 600;

  /** An answer may be this many times as long as it was asked to be, and somewhat more. */
  private static final int OUTPUT_MARGIN = 4;

  private static final long OUTPUT_SLACK = 2_048;

  /** Of a request about to go out to one of {@code choice}'s candidates. */
  static FigureBounds of(
      RoutingDecision routingDecision,
      Prompt prompt,
      CompressedPrompt compressedPrompt,
      Catalogue catalogue,
      CostEstimator holds) {
    long window = 0;
    long answer = 0;
    long longest = 0;
    boolean reasons = false;
    for (Candidate candidate : routingDecision.candidates()) {
      ModelFacts facts =
          catalogue.known().facts(candidate.model()).orElse(ModelFacts.unknown(candidate.model()));
      int own = catalogue.window(candidate.model());
      window = Math.max(window, own > 0 ? own : UNKNOWN_WINDOW);
      answer = Math.max(answer, facts.maxOutput() > 0 ? facts.maxOutput() : UNKNOWN_OUTPUT);
      longest = Math.max(longest, holds.output(routingDecision, candidate, prompt));
      reasons |= facts.can(ModelCapability.REASONING);
    }
    if (routingDecision.longContext()) {
      window = Math.max(window, LongContext.TOKENS);
    }
    long most = window * WINDOW_MARGIN;
    long added = routingDecision.endpoint().isForm() ? ADDED_SOUND : ADDED;
    long text = Math.max(compressedPrompt.forwarded() * COUNT_MARGIN + added, prompt.body().length);
    Dialect dialect = routingDecision.endpoint().dialect();
    int asked = prompt.envelope().maxTokens();
    int answers = Math.max(1, prompt.envelope().answers());
    long modelOutput = dialect == null ? text : answers * answer;
    return new FigureBounds(
        compressedPrompt.forwarded(),
        dialect == null ? text : most,
        isSelfContained(prompt) && dialect != null ? Math.min(most, text) : Math.max(most, text),
        modelOutput,
        asked < 0 ? modelOutput : Math.min(modelOutput, answers * bounded(asked)),
        longest,
        asked >= 0,
        reasons && dialect != null && dialect.hidesReasoning());
  }

  /** Of a response of which no more is known than its model and how long its prompt was. */
  static FigureBounds ofModel(String model, long forwarded, Catalogue catalogue) {
    ModelFacts facts = catalogue.known().facts(model).orElse(ModelFacts.unknown(model));
    int own = catalogue.window(model);
    long window = (own > 0 ? own : UNKNOWN_WINDOW) * WINDOW_MARGIN;
    long answer = facts.maxOutput() > 0 ? facts.maxOutput() : UNKNOWN_OUTPUT;
    return new FigureBounds(forwarded, window, window, answer, answer, answer, false, false);
  }

  private static long bounded(long asked) {
    return asked * OUTPUT_MARGIN + OUTPUT_SLACK;
  }

  /** Returns whether all of the input is text that appears in the body. */
  private static boolean isSelfContained(Prompt prompt) {
    if (prompt.envelope().previousResponse()) {
      return false;
    }
    List<Message> messages = prompt.messages();
    return messages.stream()
        .flatMap(message -> message.parts().stream())
        .allMatch(
            promptPart ->
                switch (promptPart) {
                  case PromptPart.FixedPart fixedPart -> fixedPart.isReasoning();
                  case PromptPart.ToolResult result -> result.textOnly();
                  case PromptPart.TextPart _, PromptPart.ToolCall _, PromptPart.NamePart _ -> true;
                });
  }
}

package dev.compresh.proxy;

import dev.compresh.json.BodyEdit;
import dev.compresh.proxy.AudioPricing.AudioAmount;
import java.util.List;
import java.util.Optional;

/** Binds the conversation to what was sent of it before, and compresses its prompt. */
final class CompressStage implements Stage {
  private final ConversationBinder bindings;
  private final PromptCompressor compression;

  CompressStage(ConversationBinder bindings, PromptCompressor compression) {
    this.bindings = bindings;
    this.compression = compression;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    long begun = System.nanoTime();
    bindings.bind(context);
    RoutingDecision routingDecision = context.routing();
    List<BodyEdit> edits =
        ForwardStage.edits(
            routingDecision, routingDecision.candidates().getFirst(), context.prompt());
    CompressedPrompt compressedPrompt = compression.compress(context, edits);
    Optional<AudioAmount> audio =
        Optional.ofNullable(context.measure().measure(routingDecision, context.prompt()));
    context.setCompressed(
        audio.map(amount -> compressedPrompt.measuring(amount.input())).orElse(compressedPrompt),
        audio);
    context.setPlanTime(new RequestContext.PlanTime(begun, System.nanoTime()));
    return StageResult.next(context);
  }
}

package dev.compresh.proxy;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.KnownPrompts;
import dev.compresh.dialect.MalformedBody;
import dev.compresh.dialect.ModelPath;
import dev.compresh.dialect.Prompt;

/** Reads the prompt in the body (400). */
final class ParsePromptStage implements Stage {
  private final KnownPrompts known;

  /**
   * @param known bodies that came before
   */
  ParsePromptStage(KnownPrompts known) {
    this.known = known;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    Dialect dialect = context.endpoint().dialect();
    // Embeddings name their texts "input", as Responses does.
    Dialect form = dialect == null ? Dialect.RESPONSES : dialect;
    return switch (known.read(context.key().orgId(), form, context.plain().bytes())) {
      case MalformedBody malformedBody ->
          StageResult.stop(ApiErrors.invalidJson(malformedBody.message()));
      case Prompt prompt -> {
        context.setPrompt(
            ModelPath.find(context.head().path()).map(prompt::withAddress).orElse(prompt));
        yield StageResult.next(context);
      }
    };
  }
}

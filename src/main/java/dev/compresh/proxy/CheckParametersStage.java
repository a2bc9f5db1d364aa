package dev.compresh.proxy;

import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.proxy.parameter.ParameterCheck;
import dev.compresh.proxy.parameter.ParameterCheck.FitParameters;
import dev.compresh.proxy.parameter.ParameterCheck.ParameterForm;
import dev.compresh.proxy.parameter.ParameterCheck.UnfitParameters;
import dev.compresh.proxy.parameter.ParameterViolation;
import org.jspecify.annotations.Nullable;

/**
 * Checks the fields of requests for models that the catalogue has as strict (400), and says in the
 * provider's own words what has to be. What is not in the catalogue is for the provider to judge.
 */
final class CheckParametersStage implements Stage {

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    CatalogueEntry entry = context.routing().entry();
    ParameterForm parameterForm = form(context.endpoint());
    if (entry == null || !entry.strict() || parameterForm == null) {
      return StageResult.next(context);
    }
    return switch (ParameterCheck.check(entry, parameterForm, context.prompt())) {
      case FitParameters fitParameters -> {
        context.amendRouting(context.routing().withEdits(fitParameters.edits()));
        yield StageResult.next(context);
      }
      case UnfitParameters(ParameterViolation v) ->
          StageResult.stop(ApiErrors.parameter(v.code(), v.param(), v.message()));
    };
  }

  private static @Nullable ParameterForm form(ApiEndpoint apiEndpoint) {
    return switch (apiEndpoint) {
      case CHAT -> ParameterForm.CHAT;
      case MESSAGES -> ParameterForm.MESSAGES;
      case COUNT_TOKENS -> ParameterForm.COUNT_TOKENS;
      case RESPONSES -> ParameterForm.RESPONSES;
      case GENERATE_CONTENT, STREAM_CONTENT -> ParameterForm.GENERATE_CONTENT;
      case EMBEDDINGS -> ParameterForm.EMBEDDINGS;
      case SPEECH -> ParameterForm.SPEECH;
      case TRANSCRIPTIONS -> ParameterForm.TRANSCRIPTION;
      default -> null;
    };
  }
}

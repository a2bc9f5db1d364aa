package dev.compresh.proxy;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.proxy.upload.BytePipe;
import dev.compresh.proxy.upload.FormUpload;
import org.jspecify.annotations.Nullable;

/**
 * A form with a file whose head has passed. Its fields go the way of any JSON body; then the form
 * itself is what is sent, in pieces.
 */
final class AdmittedForm implements RequestHandler.AdmittedUpload {
  private final AdmittedRequest request;
  private final RequestHead head;
  private final UploadLimits limits;
  private final AudioPricing audioPricing;

  AdmittedForm(
      AdmittedRequest request, RequestHead head, UploadLimits limits, AudioPricing audioPricing) {
    this.request = request;
    this.head = head;
    this.limits = limits;
    this.audioPricing = audioPricing;
  }

  @Override
  public long maxBody() {
    return limits.maxForm();
  }

  @Override
  public RequestHandler.BodyOutcome.LocalReply tooLarge() {
    return request.refusal(ApiErrors.tooLarge(limits.maxFile()));
  }

  @Override
  public RequestHandler.@Nullable BodyOutcome proceed(BytePipe body, long length) {
    String type = head.headers().first("content-type");
    if (head.headers().first("content-encoding") != null || type == null) {
      return request.refusal(ApiErrors.formCoding());
    }
    return switch (FormUpload.open(body, type, length, limits.maxFile(), limits.folder())) {
      case FormUpload.AbandonedForm ignored -> null;
      case FormUpload.RefusedForm refusedForm -> request.refusal(refusedForm.problem());
      case FormUpload.ReadyForm readyForm -> sent(readyForm.form());
    };
  }

  private RequestHandler.BodyOutcome sent(FormUpload form) {
    // The form's coding is its own; what takes the place of it is plain.
    RequestHandler.BodyOutcome bodyOutcome =
        request.proceed(
            form.fields(),
            (routingDecision, prompt) -> audioPricing.transcribed(routingDecision, form.seconds()));
    if (bodyOutcome
        instanceof RequestHandler.BodyOutcome.ForwardOutcome(ForwardRequest forwardRequest)) {
      return new RequestHandler.BodyOutcome.ForwardOutcome(
          forwardRequest.withAttempts(
              new UploadAttempts(
                  forwardRequest.attempts(),
                  providerAttempt -> form.body(upstream(providerAttempt))),
              answerDelivery -> {
                form.close();
                forwardRequest.settlement().settle(answerDelivery);
              }));
    }
    form.close();
    return bodyOutcome;
  }

  /** The model's name as the stages have written it for the provider. */
  private static String upstream(ProviderAttempt providerAttempt) {
    if (PromptReader.read(Dialect.RESPONSES, providerAttempt.body()) instanceof Prompt prompt) {
      String model = prompt.envelope().model();
      if (model != null) {
        return model;
      }
    }
    throw new IllegalStateException("a routed form names a model");
  }
}

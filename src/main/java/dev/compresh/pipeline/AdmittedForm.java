package dev.compresh.pipeline;

import dev.compresh.pipeline.upload.BytePipe;
import dev.compresh.pipeline.upload.FormUpload;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import org.jspecify.annotations.Nullable;

/**
 * A form with a file whose head has passed. Its fields go the way of any JSON body; then the form
 * itself is what is sent, in pieces.
 */
final class AdmittedForm implements Handler.AdmittedUpload {
  private final AdmittedRequest request;
  private final RequestHead head;
  private final UploadLimits limits;
  private final Sound sound;

  AdmittedForm(AdmittedRequest request, RequestHead head, UploadLimits limits, Sound sound) {
    this.request = request;
    this.head = head;
    this.limits = limits;
    this.sound = sound;
  }

  @Override
  public long maxBody() {
    return limits.maxForm();
  }

  @Override
  public Handler.Outcome.Reply tooLarge() {
    return request.refusal(Problems.tooLarge(limits.maxFile()));
  }

  @Override
  public Handler.@Nullable Outcome proceed(BytePipe body, long length) {
    String type = head.headers().first("content-type");
    if (head.headers().first("content-encoding") != null || type == null) {
      return request.refusal(Problems.formCoding());
    }
    return switch (FormUpload.open(body, type, length, limits.maxFile(), limits.folder())) {
      case FormUpload.Gone ignored -> null;
      case FormUpload.Refused refused -> request.refusal(refused.problem());
      case FormUpload.Ready ready -> sent(ready.form());
    };
  }

  private Handler.Outcome sent(FormUpload form) {
    // The form's coding is its own; what stands in for it is plain.
    Handler.Outcome outcome =
        request.proceed(form.fields(), (choice, prompt) -> sound.heard(choice, form.seconds()));
    if (outcome instanceof Handler.Outcome.Send(Forward forward)) {
      return new Handler.Outcome.Send(
          forward.with(
              new UploadAttempts(forward.attempts(), attempt -> form.body(upstream(attempt))),
              delivery -> {
                form.close();
                forward.settlement().settle(delivery);
              }));
    }
    form.close();
    return outcome;
  }

  /** The model's name as the stages have written it for the provider. */
  private static String upstream(Attempt attempt) {
    if (PromptReader.read(Dialect.RESPONSES, attempt.body()) instanceof Prompt prompt) {
      String model = prompt.envelope().model();
      if (model != null) {
        return model;
      }
    }
    throw new IllegalStateException("what was routed names a model");
  }
}

package dev.compresh.proxy.edge;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.RequestHandler.AdmittedHead;
import dev.compresh.proxy.RequestHandler.AdmittedUpload;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.proxy.RequestHandler.HeadAdmission;
import dev.compresh.proxy.upload.BytePipe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds header lines to whatever a request is answered with. */
final class ExtendedAdmission {
  private ExtendedAdmission() {}

  /** The same admission, with {@code lines} on its answer. */
  static HeadAdmission extend(HeadAdmission admission, Headers lines) {
    return switch (admission) {
      case BodyOutcome.LocalReply reply -> extend(reply, lines);
      case BodyOutcome.StreamReply(BodyOutcome.LocalReply head, var events) ->
          new BodyOutcome.StreamReply(extend(head, lines), events);
      case AdmittedHead head -> new ExtendedHead(head, lines);
      case AdmittedUpload upload -> new ExtendedUpload(upload, lines);
    };
  }

  private static BodyOutcome extend(BodyOutcome outcome, Headers lines) {
    return switch (outcome) {
      case BodyOutcome.LocalReply reply -> extend(reply, lines);
      case BodyOutcome.StreamReply(BodyOutcome.LocalReply head, var events) ->
          new BodyOutcome.StreamReply(extend(head, lines), events);
      case BodyOutcome.ForwardOutcome(ForwardRequest forward) ->
          new BodyOutcome.ForwardOutcome(
              forward.withAnswerHeaders(joined(forward.answerHeaders(), lines)));
    };
  }

  private static BodyOutcome.LocalReply extend(BodyOutcome.LocalReply reply, Headers lines) {
    return new BodyOutcome.LocalReply(reply.status(), joined(reply.headers(), lines), reply.body());
  }

  private static Headers joined(Headers first, Headers second) {
    List<Header> all = new ArrayList<>(first.size() + second.size());
    first.forEach(all::add);
    second.forEach(all::add);
    return new Headers(all);
  }

  private record ExtendedHead(AdmittedHead inner, Headers lines) implements AdmittedHead {
    @Override
    public long maxBody() {
      return inner.maxBody();
    }

    @Override
    public BodyOutcome.LocalReply tooLarge() {
      return extend(inner.tooLarge(), lines);
    }

    @Override
    public BodyOutcome.@Nullable LocalReply refuse(ApiError apiError) {
      BodyOutcome.LocalReply reply = inner.refuse(apiError);
      return reply == null ? null : extend(reply, lines);
    }

    @Override
    public void abandoned() {
      inner.abandoned();
    }

    @Override
    public BodyOutcome proceed(byte[] body) {
      return extend(inner.proceed(body), lines);
    }
  }

  private record ExtendedUpload(AdmittedUpload inner, Headers lines) implements AdmittedUpload {
    @Override
    public long maxBody() {
      return inner.maxBody();
    }

    @Override
    public BodyOutcome.LocalReply tooLarge() {
      return extend(inner.tooLarge(), lines);
    }

    @Override
    public @Nullable BodyOutcome proceed(BytePipe body, long length) {
      BodyOutcome outcome = inner.proceed(body, length);
      return outcome == null ? null : extend(outcome, lines);
    }
  }
}

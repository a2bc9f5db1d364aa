package dev.compresh.proxy.passthrough;

import dev.compresh.proxy.RequestHandler.AdmittedUpload;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.proxy.upload.BytePipe;
import java.util.Set;

/** A request whose body goes out as it comes in: a file, or a form with one. */
final class PassedUpload implements AdmittedUpload {
  private static final byte[] NONE = new byte[0];

  private final PassedRequest request;
  private final long maxBody;

  PassedUpload(PassedRequest request, long maxBody) {
    this.request = request;
    this.maxBody = maxBody;
  }

  @Override
  public long maxBody() {
    return maxBody;
  }

  @Override
  public BodyOutcome.LocalReply tooLarge() {
    return request.refusal(PassThroughErrors.tooLarge(maxBody));
  }

  @Override
  public BodyOutcome proceed(BytePipe body, long length) {
    return length < 0
        ? request.refusal(PassThroughErrors.lengthRequired())
        : request.send(Set.of(), null, NONE, new StreamedBody(body, length));
  }
}

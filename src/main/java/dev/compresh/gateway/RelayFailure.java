package dev.compresh.gateway;

import dev.compresh.gateway.upstream.AnswerListener.CallFailure;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.upload.UploadBody;

/** The answer to a client that gets none of a provider, and how its request ended. */
record RelayFailure(ApiError problem, DeliveryEnding ending) {

  /** The upload broke off, or what came is no form. */
  static RelayFailure ofUpload(RelayAttempts attempts) {
    UploadBody upload = attempts.current().upload();
    ApiError fault = upload == null ? null : upload.fault();
    return new RelayFailure(fault == null ? LocalAnswers.SHORT : fault, DeliveryEnding.REFUSED);
  }

  /** The last provider could not be asked. */
  static RelayFailure of(CallFailure callFailure, RelayAttempts attempts) {
    return new RelayFailure(
        LocalAnswers.unreachable(attempts.provider(), callFailure), DeliveryEnding.UNREACHABLE);
  }

  /**
   * A time limit has run out.
   *
   * @param isBodyRead whether the client has sent all
   */
  static RelayFailure late(RelayAttempts attempts, boolean isBodyRead) {
    if (!attempts.isConnected()) {
      return new RelayFailure(
          ApiError.unreachable(attempts.provider()), DeliveryEnding.UNREACHABLE);
    }
    return attempts.isUploading() && !isBodyRead
        ? new RelayFailure(LocalAnswers.LATE, DeliveryEnding.REFUSED)
        : new RelayFailure(ApiError.timeout(attempts.provider()), DeliveryEnding.TIMEOUT);
  }

  /** The server stops. */
  static RelayFailure shutDown(RelayAttempts attempts) {
    return new RelayFailure(ApiError.unreachable(attempts.provider()), DeliveryEnding.SHUTDOWN);
  }
}

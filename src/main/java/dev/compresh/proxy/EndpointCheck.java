package dev.compresh.proxy;

import dev.compresh.http.Headers;
import dev.compresh.http.multipart.MultipartBoundary;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint that a request asks for (404, 405), and checks its media type (415). */
final class EndpointCheck {
  private EndpointCheck() {}

  /** Asked when the key is known: nobody else learns which endpoints there are. */
  static StageResult<ApiEndpoint> find(RequestHead head) {
    ApiEndpoint apiEndpoint = ApiEndpoint.find(head.path());
    if (apiEndpoint == null) {
      return StageResult.stop(ApiErrors.unknownEndpoint());
    }
    if (!apiEndpoint.takes(head.method())) {
      return StageResult.stop(
          ApiErrors.wrongMethod(apiEndpoint.allow()), Headers.of("allow", apiEndpoint.allow()));
    }
    String type = head.headers().first("content-type");
    if (apiEndpoint == ApiEndpoint.TRANSCRIPTIONS && !MultipartBoundary.isForm(type)) {
      return StageResult.stop(ApiErrors.formType());
    }
    if (apiEndpoint != ApiEndpoint.TRANSCRIPTIONS && !apiEndpoint.reads() && !isJson(type)) {
      return StageResult.stop(ApiErrors.mediaType());
    }
    return StageResult.next(apiEndpoint);
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().equalsIgnoreCase("application/json");
  }
}

package dev.compresh.proxy;

import dev.compresh.http.Headers;
import dev.compresh.http.multipart.MultipartBoundary;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint that a request asks for (404, 405), and checks its media type (415). */
final class EndpointCheck {
  private EndpointCheck() {}

  /** Returns whether an endpoint has the path and takes the method. */
  static boolean isListed(RequestHead head) {
    ApiEndpoint apiEndpoint = ApiEndpoint.find(head.path());
    return apiEndpoint != null && apiEndpoint.takes(head.method());
  }

  /** Asked when the key is known: nobody else learns which endpoints there are. */
  static StageResult<ApiEndpoint> find(RequestHead head) {
    ApiEndpoint apiEndpoint = ApiEndpoint.find(head.path());
    if (apiEndpoint == null) {
      return StageResult.stop(BaseUrlHint.explain(head.path()));
    }
    if (!apiEndpoint.takes(head.method())) {
      return StageResult.stop(
          ApiErrors.wrongMethod(apiEndpoint.allow()), Headers.of("allow", apiEndpoint.allow()));
    }
    String type = head.headers().first("content-type");
    if (apiEndpoint.isForm() && !MultipartBoundary.isForm(type)) {
      return StageResult.stop(ApiErrors.formType());
    }
    if (!apiEndpoint.isForm() && !apiEndpoint.reads() && !isJson(type)) {
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

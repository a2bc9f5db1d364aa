package dev.compresh.proxy.passthrough;

import dev.compresh.proxy.ApiError;

/** The errors of requests that are passed on. */
final class PassThroughErrors {
  private PassThroughErrors() {}

  /** An id of somebody else looks like one that nobody has made. */
  static ApiError unknownObject() {
    return ApiError.of(
        404,
        "invalid_request_error",
        "object_not_found",
        "No object with this id was found. Check the id; objects belong to the organization that made"
            + " them.");
  }

  static ApiError providerGone() {
    return ApiError.of(
        404,
        "invalid_request_error",
        "object_provider_unavailable",
        "The provider that holds the object is not configured any more. Ask the operator.");
  }

  static ApiError noProvider(String kind) {
    return ApiError.of(
        404,
        "invalid_request_error",
        "unknown_endpoint",
        "No provider of the kind '" + kind + "' is configured for this endpoint.");
  }

  static ApiError sharedList() {
    return ApiError.of(
        403,
        "permission_error",
        "list_not_allowed",
        "This list would show objects of other organizations, because they share the provider's"
            + " account. Ask for objects by id, or give the organization a provider key of its own.");
  }

  static ApiError modelNotAllowed() {
    return ApiError.of(
        403,
        "permission_error",
        "model_not_allowed",
        "This API key is limited to certain models, and the request does not name one of them.");
  }

  static ApiError invalidJson() {
    return ApiError.of(
        400,
        "invalid_request_error",
        "invalid_json",
        "The request body is not valid JSON. Check the body that the client sends.");
  }

  static ApiError manyIds() {
    return ApiError.of(
        400,
        "invalid_request_error",
        "invalid_value",
        "The request body names more than " + ObjectIds.MOST + " objects. Send fewer at a time.");
  }

  static ApiError tooLarge(long bound) {
    return ApiError.of(
        413,
        "invalid_request_error",
        "payload_too_large",
        "The request body is larger than " + bound + " bytes. Send less.");
  }

  static ApiError lengthRequired() {
    return ApiError.of(
        411,
        "invalid_request_error",
        "length_required",
        "The length of the request body is not known. Send a Content-Length header.");
  }

  static ApiError storeDown() {
    return ApiError.of(
        503,
        "proxy_error",
        "store_unavailable",
        "The store is not available. Try again in a moment.");
  }
}

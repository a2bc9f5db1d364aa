package dev.compresh.proxy;

import dev.compresh.account.ForeignCredential;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.UsdAmount;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The errors of the stages. Messages say what to do; none holds a key or a piece of a prompt. */
final class ApiErrors {
  private static final String INVALID = "invalid_request_error";
  private static final String BILLING = "billing_error";

  private ApiErrors() {}

  static ApiError invalidKey() {
    return ApiError.of(
        401,
        "authentication_error",
        "invalid_api_key",
        "The API key is missing or not valid. Send a Compresh key (comp_…) as 'Authorization: Bearer' or"
            + " 'x-api-key'.");
  }

  /**
   * @param owner whose credential it is
   * @param isKeyed whether a key of Compresh was sent as well
   */
  static ApiError foreignCredential(ForeignCredential.CredentialOwner owner, boolean isKeyed) {
    String whose =
        switch (owner) {
          case ANTHROPIC -> "an Anthropic key or the token of a Claude login";
          case OPENAI -> "an OpenAI key or the token of a ChatGPT login";
          case GOOGLE -> "a Google key or the token of a Google login";
          case UNKNOWN -> "a key or token of another service";
        };
    String cure =
        isKeyed
            ? "This server does not pass clients' own credentials on: the operator can allow that with"
                + " 'credentials: client' at the provider. Otherwise send the Compresh key alone, and log"
                + " out of the subscription in the client."
            : "Send a Compresh key (comp_…) as 'Authorization: Bearer', 'x-api-key' or"
                + " 'x-compresh-key'.";
    return ApiError.of(
        401,
        "authentication_error",
        "invalid_api_key",
        "The request has " + whose + ", which is not a Compresh key. " + cure);
  }

  /**
   * @param repeated whether one header is there twice; else two headers hold different keys
   */
  static ApiError ambiguousKey(boolean repeated) {
    return repeated
        ? ApiError.of(
            400,
            INVALID,
            "duplicate_header",
            "The header 'Authorization' was sent more than once. Send it once.")
        : ApiError.of(
            401,
            "authentication_error",
            "invalid_api_key",
            "Two different API keys were sent in one request. Send one key, in one header.");
  }

  static ApiError deactivated() {
    return ApiError.of(
        403,
        "permission_error",
        "account_deactivated",
        "This key or its account is deactivated. Ask the operator to activate it.");
  }

  static ApiError storeDown() {
    return ApiError.of(
        503,
        "proxy_error",
        "store_unavailable",
        "The key store is not available. Try again in a moment.");
  }

  static ApiError shuttingDown() {
    return ApiError.of(
        503, "proxy_error", "shutting_down", "Compresh is shutting down. Try again in a moment.");
  }

  /**
   * @param own whether the limit was set on the key itself
   */
  static ApiError rateLimit(boolean own, Instant retryAt) {
    Instant whole = retryAt.truncatedTo(ChronoUnit.SECONDS);
    Instant shown = whole.equals(retryAt) ? whole : whole.plusSeconds(1);
    return ApiError.of(
        429,
        "rate_limit_error",
        own ? "rpm_exceeded" : "rate_limit_exceeded",
        "Rate limit exceeded. Retry after " + shown + ".");
  }

  static ApiError unknownEndpoint() {
    return ApiError.of(
        404,
        INVALID,
        "unknown_endpoint",
        "Unknown endpoint. Paths must match exactly, such as /v1/chat/completions.");
  }

  /**
   * @param meant the path that the client means
   * @param cure what to set
   */
  static ApiError wrongBaseUrl(String meant, String cure) {
    return ApiError.of(
        404,
        INVALID,
        "unknown_endpoint",
        "Unknown endpoint. The path for this request is " + meant + ". " + cure);
  }

  static ApiError wrongMethod(String allow) {
    return ApiError.of(
        405,
        INVALID,
        "method_not_allowed",
        "Method not allowed. This endpoint accepts " + allow + " only.");
  }

  static ApiError unpricedEndpoint() {
    return ApiError.of(
        403,
        BILLING,
        "endpoint_unpriced",
        "This endpoint has no price that could be reserved, and the organization is prepaid. Ask the"
            + " operator.");
  }

  static ApiError mediaType() {
    return ApiError.of(
        415,
        INVALID,
        "unsupported_media_type",
        "Unsupported Content-Type. Send JSON with Content-Type: application/json.");
  }

  static ApiError formType() {
    return ApiError.of(
        415,
        INVALID,
        "unsupported_media_type",
        "Unsupported Content-Type. Send a form with a file and Content-Type: multipart/form-data; boundary=….");
  }

  static ApiError formCoding() {
    return ApiError.of(
        415,
        INVALID,
        "unsupported_media_type",
        "Forms can't be compressed. Send the form without Content-Encoding.");
  }

  static ApiError contentCoding() {
    return ApiError.of(
        415,
        INVALID,
        "unsupported_media_type",
        "Unsupported Content-Encoding. Send the body uncompressed, or use gzip, deflate, br or zstd.");
  }

  static ApiError brokenCoding() {
    return ApiError.of(
        400,
        INVALID,
        "invalid_value",
        "The request body can't be decompressed as its Content-Encoding says.");
  }

  static ApiError tooLarge(long bound) {
    return ApiError.of(
        413,
        INVALID,
        "payload_too_large",
        "The request body is larger than " + bound + " bytes after decompression. Send less.");
  }

  /**
   * @param needed what the request may cost, in micro-USD; 0 where nothing is left at all
   */
  static ApiError insufficientBalance(long needed) {
    return ApiError.of(
        403,
        BILLING,
        "insufficient_balance",
        needed == 0
            ? "The prepaid balance is used up. Ask the operator to add money."
            : "The prepaid balance is less than this request may cost ("
                + UsdAmount.text(needed)
                + " USD). Lower the maximum of output tokens, or ask the operator to add money.");
  }

  static ApiError unpricedModel() {
    return new ApiError(
        403,
        BILLING,
        "model_unpriced",
        "This model has no price, and the organisation pays from a prepaid balance. Use"
            + " another model, or ask the operator to set its price ('compresh model set') or"
            + " money.unpriced.",
        "model");
  }

  /**
   * @param resets when the cap starts again, null for never
   */
  static ApiError budgetExceeded(SpendCap cap, @Nullable Instant resets) {
    return ApiError.of(
        402,
        BILLING,
        "budget_exceeded",
        "The spend cap of this "
            + cap.scope().label()
            + " ("
            + UsdAmount.text(cap.micros())
            + " USD) is reached, including requests in progress."
            + (resets == null
                ? " It does not reset by itself: ask the operator to raise it."
                : " It resets at " + resets + "."));
  }

  static ApiError invalidJson(String message) {
    return ApiError.of(400, INVALID, "invalid_json", message);
  }

  static ApiError session(String message) {
    return ApiError.of(400, INVALID, "invalid_session_id", message + ".");
  }

  static ApiError parameter(String code, String param, String message) {
    return new ApiError(400, INVALID, code, message, param);
  }

  static ApiError value(String param, String message) {
    return new ApiError(400, INVALID, "invalid_value", message, param);
  }

  static ApiError longModelName(int length, int bound) {
    return value(
        "model",
        "The model name has " + length + " characters; at most " + bound + " are allowed.");
  }

  static ApiError modelNotFound(String message) {
    return new ApiError(404, INVALID, "model_not_found", message, "model");
  }

  /**
   * @param param the field that names it
   */
  static ApiError objectNotFound(String param) {
    boolean response = param.equals("previous_response_id");
    return new ApiError(
        404,
        INVALID,
        response ? "previous_response_not_found" : "object_not_found",
        (response ? "The previous response" : "The referenced object")
            + " is not known. Check the id, or send the whole conversation without it.",
        param);
  }

  /**
   * @param param the field that names it
   */
  static ApiError objectProviderGone(String param) {
    return new ApiError(
        404,
        INVALID,
        "object_provider_unavailable",
        "The provider that stores this object does not serve this model. Use the model that created"
            + " it, or send the whole conversation without the id.",
        param);
  }

  static ApiError maintenance() {
    return modelNotFound(
        "This model is in maintenance. Use another model; GET /v1/models lists the available ones.");
  }

  /**
   * @param length tokens of the prompt after compression
   * @param answer tokens of the answer at most
   */
  static ApiError contextExceeded(long length, long answer, int window) {
    return ApiError.of(
        400,
        INVALID,
        "context_exceeded",
        "The prompt has "
            + length
            + " tokens after compression, "
            + (answer > 0 ? "the answer may take up to " + answer + ", " : "")
            + "and the context window of the model is "
            + window
            + " tokens. Shorten the prompt, or lower the maximum of output tokens.");
  }

  static ApiError modelNotAllowed() {
    return new ApiError(
        403,
        "permission_error",
        "model_not_allowed",
        "This key may not use this model. GET /v1/models lists the models that it may use.",
        "model");
  }
}

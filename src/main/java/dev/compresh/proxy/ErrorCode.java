package dev.compresh.proxy;

import java.util.Locale;

/** All codes of errors that Compresh answers with by itself: status, type and meaning. */
public enum ErrorCode {
  INVALID_JSON(
      400, "invalid_request_error", ErrorOrigin.BOTH, "The body is not valid JSON, or empty."),
  INVALID_VALUE(
      400,
      "invalid_request_error",
      ErrorOrigin.BOTH,
      "A field, parameter or header has a value that is not allowed, or the body ended early."),
  UNKNOWN_PARAMETER(
      400,
      "invalid_request_error",
      ErrorOrigin.BOTH,
      "A field or parameter is not known: to a model that is checked strictly, or to the administration API."),
  MISSING_PARAMETER(
      400, "invalid_request_error", ErrorOrigin.ADMINISTRATION, "A required field is missing."),
  DUPLICATE_HEADER(
      400,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "The Authorization header was sent more than once."),
  INVALID_SESSION_ID(
      400,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "The session id in a header is not valid."),
  INVALID_TAGS(
      400,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "X-Compresh-Tags is not valid, or holds a name that the organization does not allow."),
  CONTEXT_EXCEEDED(
      400,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "Prompt and answer do not fit the model's context window, after compression."),
  INVALID_SIGNATURE(
      400,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "The signature of a webhook call is missing or wrong."),
  INVALID_API_KEY(
      401,
      "authentication_error",
      ErrorOrigin.CLIENTS,
      "No API key, an unknown one, or two different ones."),
  NOT_SIGNED_IN(
      401,
      "authentication_error",
      ErrorOrigin.ADMINISTRATION,
      "No session and no valid admin token."),
  INVALID_CREDENTIALS(
      401, "authentication_error", ErrorOrigin.ADMINISTRATION, "Name or password is wrong."),
  BUDGET_EXCEEDED(
      402,
      "billing_error",
      ErrorOrigin.CLIENTS,
      "The spend cap of the key, user or organization is reached."),
  INSUFFICIENT_BALANCE(
      403,
      "billing_error",
      ErrorOrigin.CLIENTS,
      "The prepaid balance is used up, or does not cover the request."),
  MODEL_UNPRICED(
      403,
      "billing_error",
      ErrorOrigin.CLIENTS,
      "The model has no price, and the organization is prepaid."),
  ENDPOINT_UNPRICED(
      403,
      "billing_error",
      ErrorOrigin.CLIENTS,
      "What the endpoint makes has no price that could be reserved, and the organization is prepaid."),
  ACCOUNT_DEACTIVATED(
      403,
      "permission_error",
      ErrorOrigin.CLIENTS,
      "The key, its user or its organization is deactivated."),
  MODEL_NOT_ALLOWED(
      403, "permission_error", ErrorOrigin.CLIENTS, "The key may not use this model."),
  NOT_ALLOWED(403, "permission_error", ErrorOrigin.ADMINISTRATION, "The role does not allow it."),
  SESSION_REQUIRED(
      403,
      "permission_error",
      ErrorOrigin.ADMINISTRATION,
      "The route is closed to tokens: sign in with a password."),
  PASSWORD_CHANGE_REQUIRED(
      403,
      "permission_error",
      ErrorOrigin.ADMINISTRATION,
      "The one-time password has to be changed first."),
  CSRF_TOKEN_INVALID(
      403,
      "permission_error",
      ErrorOrigin.ADMINISTRATION,
      "A change from a browser without the right X-CSRF-Token."),
  CROSS_SITE(
      403,
      "permission_error",
      ErrorOrigin.ADMINISTRATION,
      "The request comes from the page of another site."),
  HOST_NOT_ALLOWED(
      403,
      "permission_error",
      ErrorOrigin.ADMINISTRATION,
      "The Host header names a host that is not in admin.hosts."),
  WEBHOOK_DISABLED(
      403,
      "permission_error",
      ErrorOrigin.ADMINISTRATION,
      "No secret is set for webhook calls (money.stripe-webhook-secret)."),
  LIST_NOT_ALLOWED(
      403,
      "permission_error",
      ErrorOrigin.CLIENTS,
      "A list of objects would show those of other organizations at the same provider account."),
  ORIGIN_NOT_ALLOWED(
      403,
      "permission_error",
      ErrorOrigin.CLIENTS,
      "A browser asked for a web page whose origin is not in cors.origins."),
  UNKNOWN_ENDPOINT(
      404,
      "invalid_request_error",
      ErrorOrigin.BOTH,
      "No endpoint has this path. Paths are compared exactly."),
  MODEL_NOT_FOUND(
      404,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "No provider serves the model, or it is in maintenance."),
  PREVIOUS_RESPONSE_NOT_FOUND(
      404,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "previous_response_id names no response of this organization."),
  OBJECT_NOT_FOUND(
      404,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "A file, container, conversation or vector store is not known to this organization."),
  OBJECT_PROVIDER_UNAVAILABLE(
      404,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "The provider that holds the object does not serve this model here."),
  NOT_FOUND(
      404,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "The object does not exist, or belongs to somebody else."),
  METHOD_NOT_ALLOWED(
      405,
      "invalid_request_error",
      ErrorOrigin.BOTH,
      "The endpoint does not support this method; see the Allow header."),
  REQUEST_TIMEOUT(
      408, "invalid_request_error", ErrorOrigin.CLIENTS, "Head or body did not arrive in time."),
  NAME_TAKEN(
      409, "invalid_request_error", ErrorOrigin.ADMINISTRATION, "Another object has this name."),
  KEY_REVOKED(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "The key is revoked and cannot be changed."),
  LAST_OWNER(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "An organization keeps one active owner."),
  LAST_OPERATOR(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "An installation keeps one operator."),
  IDENTITY_PROVIDER_USER(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "The user signs in through the identity provider and has no password here."),
  OPERATORS_ORG(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "The operator's own organization cannot be deactivated."),
  IDEMPOTENCY_KEY_REUSED(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "The Idempotency-Key was used before for another amount."),
  DEMO_RUNNING(
      409, "invalid_request_error", ErrorOrigin.ADMINISTRATION, "A demo is already running."),
  DEMO_UNAVAILABLE(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "The demo would cost money: a real provider is configured."),
  RECALL_UNAVAILABLE(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "The installation stores no turns to recall."),
  LENGTH_REQUIRED(
      411,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "The body of an upload came without a Content-Length header."),
  PAYLOAD_TOO_LARGE(
      413, "invalid_request_error", ErrorOrigin.BOTH, "The body or file is larger than allowed."),
  URI_TOO_LONG(414, "invalid_request_error", ErrorOrigin.CLIENTS, "The request line is too long."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "invalid_request_error", ErrorOrigin.BOTH, "Wrong Content-Type or Content-Encoding."),
  EXPECTATION_FAILED(
      417,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "An Expect header other than 100-continue."),
  UNPROCESSABLE(
      422,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "A webhook event is valid but cannot be booked."),
  WEBSOCKET_NOT_SUPPORTED(
      426,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "The client asked for an upgrade to WebSocket; the same request works over HTTP."),
  RPM_EXCEEDED(
      429,
      "rate_limit_error",
      ErrorOrigin.CLIENTS,
      "The key's own limit of requests per minute is reached."),
  RATE_LIMIT_EXCEEDED(
      429,
      "rate_limit_error",
      ErrorOrigin.CLIENTS,
      "The installation's limit of requests per minute is reached."),
  TOO_MANY_ATTEMPTS(
      429, "rate_limit_error", ErrorOrigin.ADMINISTRATION, "Too many failed sign-ins."),
  HEADERS_TOO_LARGE(
      431, "invalid_request_error", ErrorOrigin.CLIENTS, "Too many or too large headers."),
  INTERNAL_ERROR(
      500,
      "proxy_error",
      ErrorOrigin.BOTH,
      "A fault in Compresh; search the log for the request id."),
  NOT_IMPLEMENTED(
      501,
      "invalid_request_error",
      ErrorOrigin.CLIENTS,
      "A method or Transfer-Encoding that is not supported."),
  STORE_UNAVAILABLE(
      503,
      "proxy_error",
      ErrorOrigin.BOTH,
      "The store cannot be used, or there is no disk space for an upload."),
  SHUTTING_DOWN(503, "proxy_error", ErrorOrigin.CLIENTS, "Compresh is being shut down."),
  OVERLOADED(
      503, "proxy_error", ErrorOrigin.CLIENTS, "No memory for the body of one more request."),
  UPSTREAM_UNREACHABLE(
      503,
      "proxy_error",
      ErrorOrigin.CLIENTS,
      "The provider cannot be reached or closed the connection."),
  UPSTREAM_CERTIFICATE_UNTRUSTED(
      503,
      "proxy_error",
      ErrorOrigin.CLIENTS,
      "No authority that is trusted here has signed the provider's certificate."),
  UPSTREAM_CERTIFICATE_EXPIRED(
      503,
      "proxy_error",
      ErrorOrigin.CLIENTS,
      "The provider's certificate has expired, or is not valid yet."),
  UPSTREAM_CERTIFICATE_MISMATCH(
      503,
      "proxy_error",
      ErrorOrigin.CLIENTS,
      "The provider's certificate is for another host name."),
  UPSTREAM_TLS_FAILED(
      503,
      "proxy_error",
      ErrorOrigin.CLIENTS,
      "The TLS handshake with the provider failed, or our certificate for it cannot be used."),
  UPSTREAM_PROXY_FAILED(
      503,
      "proxy_error",
      ErrorOrigin.CLIENTS,
      "The proxy on the way to the provider cannot be reached, or refuses the connection."),
  BUSY(
      503, "proxy_error", ErrorOrigin.ADMINISTRATION, "Too many sign-ins or explanations at once."),
  DEMO_FAILED(
      503,
      "proxy_error",
      ErrorOrigin.ADMINISTRATION,
      "The demo got no answer from the clients' port."),
  PEEK_FORBIDDEN(
      403,
      "permission_error",
      ErrorOrigin.ADMINISTRATION,
      "The key does not allow its texts to be viewed."),
  MASTER_KEY_MISSING(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "What has to be encrypted can't be: the master key is missing or another one."),
  TOO_MANY_CHANNELS(
      409,
      "invalid_request_error",
      ErrorOrigin.ADMINISTRATION,
      "The organisation has as many alert channels as it may."),
  TOO_MANY_PEEKS(429, "rate_limit_error", ErrorOrigin.ADMINISTRATION, "Too many peeks are open."),
  TOO_MANY_REPLAYS(
      429, "rate_limit_error", ErrorOrigin.ADMINISTRATION, "Two replays are already running."),
  TOO_MANY_STREAMS(
      429, "rate_limit_error", ErrorOrigin.ADMINISTRATION, "Four live views are already open."),
  TIMEOUT(504, "engine_error", ErrorOrigin.CLIENTS, "The provider did not answer in time."),
  VERSION_NOT_SUPPORTED(
      505, "invalid_request_error", ErrorOrigin.CLIENTS, "An HTTP version other than 1.x.");

  /** The port that answers with a code. */
  public enum ErrorOrigin {
    CLIENTS("clients"),
    ADMINISTRATION("administration"),
    BOTH("both");

    private final String label;

    ErrorOrigin(String label) {
      this.label = label;
    }

    /** The port's name, for people. */
    public String label() {
      return label;
    }
  }

  private final int status;
  private final String type;
  private final ErrorOrigin origin;
  private final String meaning;

  ErrorCode(int status, String type, ErrorOrigin origin, String meaning) {
    this.status = status;
    this.type = type;
    this.origin = origin;
    this.meaning = meaning;
  }

  /** The code as clients read it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  public ErrorOrigin origin() {
    return origin;
  }

  /** When it is answered. */
  public String meaning() {
    return meaning;
  }
}

package dev.compresh.sim;

import org.jspecify.annotations.Nullable;

/** A request that the provider answers with an error of its own. */
final class SimulatedRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final @Nullable String code;
  private final @Nullable String param;

  SimulatedRefusal(
      int status, String type, @Nullable String code, @Nullable String param, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  /** 400, with the field that is at fault. */
  static SimulatedRefusal invalid(@Nullable String param, String message) {
    return new SimulatedRefusal(400, "invalid_request_error", null, param, message);
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  @Nullable String code() {
    return code;
  }

  @Nullable String param() {
    return param;
  }

  String text() {
    String message = getMessage();
    return message == null ? type : message;
  }
}

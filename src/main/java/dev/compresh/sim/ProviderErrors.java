package dev.compresh.sim;

import dev.compresh.http.Headers;
import dev.compresh.sim.http.SimReply;
import tools.jackson.databind.node.ObjectNode;

/** Errors in the shape of the provider whose path was asked. */
enum ProviderErrors {
  OPENAI {
    @Override
    ObjectNode body(SimulatedRefusal simulatedRefusal, String requestId) {
      ObjectNode error = SimulatedJson.object();
      error.put("message", simulatedRefusal.text()).put("type", simulatedRefusal.type());
      error.put("param", simulatedRefusal.param()).put("code", simulatedRefusal.code());
      return SimulatedJson.object().set("error", error);
    }

    @Override
    String typeOf(int status) {
      return switch (status) {
        case 401 -> "authentication_error";
        case 403 -> "permission_error";
        case 429 -> "requests";
        default -> status >= 500 ? "server_error" : "invalid_request_error";
      };
    }

    @Override
    Headers headers(String requestId) {
      return Headers.of(
          "content-type", "application/json",
          "x-request-id", requestId,
          "openai-version", "2020-10-01",
          "openai-processing-ms", "1");
    }
  },

  ANTHROPIC {
    @Override
    ObjectNode body(SimulatedRefusal simulatedRefusal, String requestId) {
      ObjectNode error =
          SimulatedJson.typed(simulatedRefusal.type()).put("message", simulatedRefusal.text());
      return SimulatedJson.typed("error").put("request_id", requestId).set("error", error);
    }

    @Override
    String typeOf(int status) {
      return switch (status) {
        case 401 -> "authentication_error";
        case 403 -> "permission_error";
        case 404 -> "not_found_error";
        case 413 -> "request_too_large";
        case 429 -> "rate_limit_error";
        case 504 -> "timeout_error";
        case 529 -> "overloaded_error";
        default -> status >= 500 ? "api_error" : "invalid_request_error";
      };
    }

    @Override
    Headers headers(String requestId) {
      return Headers.of(
          "content-type", "application/json",
          "request-id", requestId,
          "anthropic-organization-id", "00000000-0000-4000-8000-000000000000");
    }
  },

  GOOGLE {
    @Override
    ObjectNode body(SimulatedRefusal simulatedRefusal, String requestId) {
      int status = simulatedRefusal.status();
      ObjectNode error = SimulatedJson.object().put("code", status);
      error.put("message", simulatedRefusal.text()).put("status", typeOf(status));
      return SimulatedJson.object().set("error", error);
    }

    @Override
    String typeOf(int status) {
      return switch (status) {
        case 401 -> "UNAUTHENTICATED";
        case 403 -> "PERMISSION_DENIED";
        case 404 -> "NOT_FOUND";
        case 429 -> "RESOURCE_EXHAUSTED";
        case 503 -> "UNAVAILABLE";
        case 504 -> "DEADLINE_EXCEEDED";
        default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
      };
    }

    @Override
    Headers headers(String requestId) {
      return Headers.of(
          "content-type", "application/json; charset=UTF-8",
          "server", "scaffolding on HTTPServer2",
          "server-timing", "gfet4t7; dur=1");
    }
  };

  abstract ObjectNode body(SimulatedRefusal simulatedRefusal, String requestId);

  /** The error type that goes with a status. */
  abstract String typeOf(int status);

  /** Headers of a JSON answer. */
  abstract Headers headers(String requestId);

  SimReply reply(SimulatedRefusal simulatedRefusal, String requestId) {
    byte[] bytes = SimulatedJson.bytes(body(simulatedRefusal, requestId));
    return SimReply.whole(simulatedRefusal.status(), headers(requestId), bytes);
  }

  /** A successful answer. */
  SimReply ok(ObjectNode body, String requestId) {
    return SimReply.whole(200, headers(requestId), SimulatedJson.bytes(body));
  }
}

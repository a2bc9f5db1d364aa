package dev.compresh.admin.mcp;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of JSON-RPC with its HTTP status.
 *
 * @param body null for what is not answered
 */
record RpcAnswer(int status, @Nullable ObjectNode body) {
  static final int PARSE = -32700;
  static final int REQUEST = -32600;
  static final int METHOD = -32601;
  static final int PARAMETERS = -32602;
  static final int HEADER = -32020;
  static final int REVISION = -32022;

  static RpcAnswer accepted() {
    return new RpcAnswer(202, null);
  }

  static RpcAnswer result(JsonNode id, ObjectNode result) {
    ObjectNode body = message(id);
    body.set("result", result);
    return new RpcAnswer(200, body);
  }

  static RpcAnswer error(int status, @Nullable JsonNode id, int code, String message) {
    ObjectNode body = message(id == null ? JsonNodeFactory.instance.nullNode() : id);
    body.putObject("error").put("code", code).put("message", message);
    return new RpcAnswer(status, body);
  }

  private static ObjectNode message(JsonNode id) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("jsonrpc", "2.0");
    body.set("id", id);
    return body;
  }
}

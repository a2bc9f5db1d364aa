package dev.compresh.admin.mcp;

import dev.compresh.account.InvalidField;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.ApiException;
import dev.compresh.http.Headers;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers messages of the Model Context Protocol. It keeps nothing between them. */
final class McpServer {
  private static final int MOST_ID = 200;
  private static final int MOST_ARGUMENT = 4_000;
  private static final int DEPTH = 32;
  private static final int LIFE_MILLIS = 300_000;

  private final McpTools tools;
  private final String version;
  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .build())
          .build();

  McpServer(McpTools tools, String version) {
    this.tools = tools;
    this.version = version;
  }

  /** The answer to the message in the request's body. */
  RpcAnswer answer(AdminRequest request) {
    JsonNode message;
    try {
      message = mapper.readTree(request.raw());
    } catch (JacksonException e) {
      return RpcAnswer.error(400, null, RpcAnswer.PARSE, "The body is not valid JSON.");
    }
    if (!message.isObject() || !message.path("jsonrpc").asString("").equals("2.0")) {
      return RpcAnswer.error(
          400, null, RpcAnswer.REQUEST, "Send one JSON-RPC 2.0 message in each request.");
    }
    JsonNode id = message.get("id");
    if (!message.path("method").isString() || id == null) {
      // Notifications, and answers to questions that are never asked here.
      return message.has("method") || message.has("result") || message.has("error")
          ? RpcAnswer.accepted()
          : RpcAnswer.error(400, id, RpcAnswer.REQUEST, "The message has no method.");
    }
    if (!(id.isIntegralNumber() || id.isString()) || id.asString().length() > MOST_ID) {
      return RpcAnswer.error(400, null, RpcAnswer.REQUEST, "The id must be a text or a number.");
    }
    RpcAnswer refused = refused(request.head().headers(), message, id);
    return refused != null ? refused : dispatched(request, message, id);
  }

  private static @Nullable RpcAnswer refused(Headers headers, JsonNode message, JsonNode id) {
    String method = message.path("method").asString();
    String header = headers.first("mcp-protocol-version");
    String claimed = claimed(message);
    String asked = claimed.isEmpty() ? header : claimed;
    if (asked != null && !ProtocolRevision.ALL.contains(asked)) {
      RpcAnswer answer =
          RpcAnswer.error(
              400, id, RpcAnswer.REVISION, "This revision of the protocol is not supported.");
      if (answer.body() != null && answer.body().get("error") instanceof ObjectNode error) {
        ObjectNode data = error.putObject("data");
        ProtocolRevision.ALL.forEach(data.putArray("supported")::add);
        data.put("requested", asked.substring(0, Math.min(40, asked.length())));
      }
      return answer;
    }
    if (claimed.isEmpty()) {
      return null;
    }
    String name = message.path("params").path("name").asString("");
    boolean fits =
        claimed.equals(header)
            && method.equals(headers.first("mcp-method"))
            && (!method.equals("tools/call") || name.equals(headers.first("mcp-name")));
    return fits
        ? null
        : RpcAnswer.error(
            400,
            id,
            RpcAnswer.HEADER,
            "MCP-Protocol-Version, Mcp-Method and Mcp-Name must repeat what the body says.");
  }

  /** The revision that a stateless request names; empty for the others. */
  private static String claimed(JsonNode message) {
    return message.path("params").path("_meta").path(ProtocolRevision.META).asString("");
  }

  private RpcAnswer dispatched(AdminRequest request, JsonNode message, JsonNode id) {
    boolean stateless = !claimed(message).isEmpty();
    JsonNode params = message.path("params");
    return switch (message.path("method").asString()) {
      case "initialize" -> RpcAnswer.result(id, handshake(params));
      case "ping" -> RpcAnswer.result(id, JsonNodeFactory.instance.objectNode());
      case "server/discover" -> RpcAnswer.result(id, discovered());
      case "tools/list" -> RpcAnswer.result(id, listed(stateless));
      case "tools/call" -> called(request, params, id, stateless);
      default ->
          RpcAnswer.error(
              stateless ? 404 : 200, id, RpcAnswer.METHOD, "This method is not supported.");
    };
  }

  private ObjectNode handshake(JsonNode params) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    String asked = params.path("protocolVersion").asString("");
    result.put("protocolVersion", ProtocolRevision.negotiated(asked));
    return described(result);
  }

  private ObjectNode described(ObjectNode result) {
    result.putObject("capabilities").putObject("tools");
    result
        .putObject("serverInfo")
        .put("name", "compresh")
        .put("title", "Compresh")
        .put("version", version);
    return result.put(
        "instructions",
        "Reports what requests through the Compresh gateway cost and saved. Money is in"
            + " micro-USD: 1,000,000 are one US dollar. Times are UTC.");
  }

  private ObjectNode discovered() {
    ObjectNode result = cacheable(JsonNodeFactory.instance.objectNode());
    ProtocolRevision.ALL.forEach(result.putArray("supportedVersions")::add);
    return described(result);
  }

  private static ObjectNode cacheable(ObjectNode result) {
    return result
        .put("resultType", "complete")
        .put("ttlMs", LIFE_MILLIS)
        .put("cacheScope", "private");
  }

  private ObjectNode listed(boolean stateless) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    tools.all().forEach(tool -> result.withArray("tools").add(tool.json()));
    return stateless ? cacheable(result) : result;
  }

  private RpcAnswer called(AdminRequest request, JsonNode params, JsonNode id, boolean stateless) {
    McpTool tool = tools.named(params.path("name").asString("")).orElse(null);
    if (tool == null) {
      return RpcAnswer.error(200, id, RpcAnswer.PARAMETERS, "There is no tool of that name.");
    }
    Map<String, String> arguments = new HashMap<>();
    for (var argument : params.path("arguments").properties()) {
      String text = argument.getValue().asString("");
      arguments.put(argument.getKey(), text.substring(0, Math.min(MOST_ARGUMENT, text.length())));
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    if (stateless) {
      result.put("resultType", "complete");
    }
    return RpcAnswer.result(id, outcome(result, tool, request, arguments));
  }

  private ObjectNode outcome(
      ObjectNode result, McpTool tool, AdminRequest request, Map<String, String> arguments) {
    String fault = String.join(" ", McpTools.faults(tool, arguments));
    if (fault.isEmpty()) {
      try {
        JsonNode value = tool.action().call(request, arguments);
        text(result, mapper.writeValueAsString(value));
        result.set("structuredContent", value);
        return result.put("isError", false);
      } catch (ApiException e) {
        fault = e.problem().message();
      } catch (InvalidField e) {
        fault = String.valueOf(e.getMessage());
      }
    }
    text(result, fault);
    return result.put("isError", true);
  }

  private static void text(ObjectNode result, String text) {
    result.putArray("content").addObject().put("type", "text").put("text", text);
  }
}

package dev.compresh.admin.mcp;

import dev.compresh.admin.api.AdminRequest;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool that an agent can call.
 *
 * @param parameters texts that it takes
 */
record McpTool(
    String name,
    String title,
    String description,
    List<ToolParameter> parameters,
    McpToolCall action) {
  McpTool {
    parameters = List.copyOf(parameters);
  }

  /** A text that a tool takes. */
  record ToolParameter(String name, boolean required, String description) {}

  /** Runs a tool. */
  @FunctionalInterface
  interface McpToolCall {
    JsonNode call(AdminRequest request, Map<String, String> arguments);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name).put("title", title).put("description", description);
    ObjectNode schema = json.putObject("inputSchema").put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (ToolParameter parameter : parameters) {
      properties
          .putObject(parameter.name)
          .put("type", "string")
          .put("description", parameter.description);
    }
    List<String> required =
        parameters.stream().filter(ToolParameter::required).map(ToolParameter::name).toList();
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    schema.put("additionalProperties", false);
    json.putObject("annotations").put("readOnlyHint", true).put("openWorldHint", false);
    return json;
  }
}

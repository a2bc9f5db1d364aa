package dev.compresh.admin.mcp;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.RouteCalls;
import dev.compresh.admin.mcp.McpTool.ToolParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Lists the tools. Money is in micro-USD, as everywhere in the API. */
final class McpTools {
  private static final ToolParameter FROM =
      new ToolParameter(
          "from",
          false,
          "Start of the period, such as 2026-11-30T00:00:00Z (default: seven days ago).");
  private static final ToolParameter TO =
      new ToolParameter("to", false, "End of the period (default: now).");
  private static final ToolParameter KEY =
      new ToolParameter("key_id", false, "Id of one API key (default: all that you may see).");
  private static final String PAGE = "20";

  private final RouteCalls routes;
  private final List<McpTool> all;

  McpTools(RouteCalls routes, StoredTurnSearch turns) {
    this.routes = routes;
    this.all =
        List.of(
            new McpTool(
                "usage",
                "Usage and cost",
                "Requests, tokens, cost and savings by day, key, model or session. Answers"
                    + " questions such as: what did you cost me today?",
                List.of(
                    FROM,
                    TO,
                    KEY,
                    new ToolParameter(
                        "by", false, "day, key, model, session or depth (default: day).")),
                get("/admin/v1/usage")),
            new McpTool(
                "savings",
                "Savings",
                "Totals of a period: tokens before and after compression, what each layer saved,"
                    + " and what would have been paid without it.",
                List.of(FROM, TO, KEY),
                get("/admin/v1/overview")),
            new McpTool(
                "requests",
                "Latest requests",
                "The latest requests, without their texts; their ids are for 'explain'.",
                List.of(KEY, new ToolParameter("session_id", false, "Id of one session.")),
                this::requests),
            new McpTool(
                "explain",
                "Explain a request",
                "What compression did with one request, and what it was worth.",
                List.of(new ToolParameter("id", true, "Id of the request.")),
                (request, arguments) ->
                    this.routes.get(
                        request,
                        "/admin/v1/requests/{id}",
                        Map.of("id", arguments.getOrDefault("id", "")),
                        Map.of())),
            new McpTool(
                "recall",
                "Recall stored turns",
                "Messages of a session of your own that its client no longer sends, where the"
                    + " installation stores turns.",
                List.of(
                    new ToolParameter("key_id", true, "Id of the API key, which must be yours."),
                    new ToolParameter("session_id", true, "Id of the session."),
                    new ToolParameter("query", false, "Words that the messages contain.")),
                turns::find),
            new McpTool(
                "budgets",
                "Budgets",
                "API keys with their budgets: what is spent, and what is left.",
                List.of(),
                get("/admin/v1/keys")));
  }

  List<McpTool> all() {
    return all;
  }

  Optional<McpTool> named(String name) {
    return all.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  private McpTool.McpToolCall get(String path) {
    return (request, arguments) -> routes.get(request, path, Map.of(), arguments);
  }

  private JsonNode requests(AdminRequest request, Map<String, String> arguments) {
    Map<String, String> query = new HashMap<>(arguments);
    query.put("limit", PAGE);
    return routes.get(request, "/admin/v1/requests", Map.of(), query);
  }

  /** Names of the parameters that {@code tool} does not know or misses. */
  static List<String> faults(McpTool tool, Map<String, String> arguments) {
    List<String> faults = new ArrayList<>();
    for (ToolParameter parameter : tool.parameters()) {
      if (parameter.required() && !arguments.containsKey(parameter.name())) {
        faults.add("'" + parameter.name() + "' is required.");
      }
    }
    for (String name : arguments.keySet()) {
      if (tool.parameters().stream().noneMatch(parameter -> parameter.name().equals(name))) {
        faults.add("'" + name.substring(0, Math.min(40, name.length())) + "' is unknown.");
      }
    }
    return faults;
  }
}

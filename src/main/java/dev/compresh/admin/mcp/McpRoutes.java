package dev.compresh.admin.mcp;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RouteCalls;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.http.Headers;
import java.util.List;

/**
 * Serves the Model Context Protocol at {@code /mcp} (streamable HTTP). Each message is answered by
 * itself with JSON: there are no sessions and no streams, so a {@code GET} is answered with 405.
 */
public final class McpRoutes {
  private static final int MOST_BYTES = 64 * 1024;

  private final McpServer server;

  /**
   * @param routes those that the tools call
   * @param version of the program
   */
  public McpRoutes(List<AdminRoute> routes, StoredTurnSearch turns, String version) {
    this.server = new McpServer(new McpTools(new RouteCalls(routes), turns), version);
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.post(
                "/mcp",
                RoutePermission.MEMBER,
                "Answer a message of the Model Context Protocol (streamable HTTP).")
            .takesBytes("application/json", MOST_BYTES)
            .answers(200, new JsonSchema.ByName(new JsonSchema.AnySchema()))
            .does(this::answer));
  }

  private ApiAnswer answer(AdminRequest request) {
    RpcAnswer answer = server.answer(request);
    return new ApiAnswer(answer.status(), answer.body(), Headers.NONE);
  }
}

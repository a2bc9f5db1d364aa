/**
 * Serves the Model Context Protocol, so that an agent can ask what it cost and saved.
 *
 * <p>Start at {@link dev.compresh.admin.mcp.McpRoutes}. Each tool calls a route of the
 * administration API as the same caller ({@link dev.compresh.admin.mcp.McpTools}), so that nobody
 * sees more here than there. Must not know the gateway.
 */
@NullMarked
package dev.compresh.admin.mcp;

import org.jspecify.annotations.NullMarked;

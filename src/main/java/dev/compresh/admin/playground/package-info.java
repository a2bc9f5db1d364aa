/**
 * Lets people talk to models from the dashboard, through the clients' port as any client does.
 *
 * <p>Start at {@link dev.compresh.admin.playground.PlaygroundRoutes}. Must not store or log
 * anything of what is said.
 */
@NullMarked
package dev.compresh.admin.playground;

import org.jspecify.annotations.NullMarked;

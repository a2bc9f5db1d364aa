/**
 * A made-up conversation of a coding agent, played through the clients' port, so that somebody
 * without any provider key sees a saving.
 *
 * <p>Start at {@link dev.compresh.admin.demo.DemoConversation}. Sent like any client's requests;
 * must not know the pipeline.
 */
@NullMarked
package dev.compresh.admin.demo;

import org.jspecify.annotations.NullMarked;

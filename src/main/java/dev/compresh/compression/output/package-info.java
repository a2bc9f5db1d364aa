/**
 * Tool output: tool results made smaller when they are first seen, as a pure function of tool,
 * command and text; no substance is lost.
 *
 * <p>Start at {@link dev.compresh.compression.output.ToolOutputCompressor}. Knows one text at a
 * time, and nothing of conversations.
 */
@NullMarked
package dev.compresh.compression.output;

import org.jspecify.annotations.NullMarked;

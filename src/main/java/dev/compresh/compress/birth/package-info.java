/**
 * Layer A: tool results made smaller when they are first seen, as a pure function of tool, command
 * and text; no substance is lost.
 *
 * <p>Start at {@link dev.compresh.compress.birth.ToolOutputCompressor}. Knows one text at a time, and nothing of
 * conversations.
 */
@NullMarked
package dev.compresh.compress.birth;

import org.jspecify.annotations.NullMarked;

/**
 * Bodies as they stand on the wire: spans of a JSON body, splices, one dialect per API, SSE, usage.
 *
 * <p>Start at {@link dev.compresh.wire.Prompt}, which {@link dev.compresh.wire.PromptReader} reads
 * and {@link dev.compresh.wire.Splice} changes; answers pass through a {@link
 * dev.compresh.wire.ResponseTap}. {@link dev.compresh.wire.KnownPrompts} spares reading what came
 * before. Bytes in, bytes out; knows no HTTP library and nothing of keys, money or compression.
 */
@NullMarked
package dev.compresh.wire;

import org.jspecify.annotations.NullMarked;

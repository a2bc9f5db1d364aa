/**
 * Bodies as they stand on the wire: spans of a JSON body, splices, one dialect per API, SSE, usage.
 *
 * <p>Start at {@link dev.compresh.dialect.Prompt}, which {@link dev.compresh.dialect.PromptReader}
 * reads and {@link dev.compresh.json.BodySplicer} changes; answers pass through a {@link
 * dev.compresh.dialect.ResponseTap}. What is particular to an API is in its {@link
 * dev.compresh.dialect.Dialect}, all of which {@link dev.compresh.dialect.DialectRegistry} lists.
 * {@link dev.compresh.dialect.KnownPrompts} spares reading what came before. Bytes in, bytes out;
 * knows no HTTP library and nothing of keys, money or compression.
 */
@NullMarked
package dev.compresh.dialect;

import org.jspecify.annotations.NullMarked;

/**
 * Reads and changes JSON as bytes: spans, tokens, numbers, texts, edits.
 *
 * <p>Start at {@link dev.compresh.json.JsonScan}, which reads a body without building a tree, and
 * at {@link dev.compresh.json.BodySplicer}, which applies {@link dev.compresh.json.BodyEdit}s to
 * the client's own bytes. Knows nothing of any API.
 */
@NullMarked
package dev.compresh.json;

import org.jspecify.annotations.NullMarked;

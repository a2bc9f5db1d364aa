/**
 * A conversation's tag cloud: weighted terms that fade with its turns, and nothing else of what was
 * said.
 *
 * <p>Start at {@link dev.compresh.compression.topics.SessionCloud}. Pure; where the bytes are kept
 * is not known here.
 */
@NullMarked
package dev.compresh.compression.topics;

import org.jspecify.annotations.NullMarked;

/**
 * A conversation's tag cloud: weighted terms that fade with its turns, and nothing else of what was
 * said.
 *
 * <p>Start at {@link dev.compresh.compress.cloud.SessionCloud}. Pure; where the bytes are kept is
 * not known here.
 */
@NullMarked
package dev.compresh.compress.cloud;

import org.jspecify.annotations.NullMarked;

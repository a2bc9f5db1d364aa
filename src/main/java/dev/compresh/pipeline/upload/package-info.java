/**
 * Bodies too large to be held: they pass through in pieces, with back-pressure and in constant
 * memory.
 *
 * <p>Start at {@link dev.compresh.pipeline.upload.UploadBody}, which the gateway sends on, and
 * {@link dev.compresh.pipeline.upload.BytePipe}, in which pieces wait. Knows nothing of what the
 * bytes mean but in {@link dev.compresh.pipeline.upload.FormBody}.
 */
@NullMarked
package dev.compresh.pipeline.upload;

import org.jspecify.annotations.NullMarked;

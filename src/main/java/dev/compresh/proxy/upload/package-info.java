/**
 * Bodies too large to be held: they pass through in pieces, with back-pressure and in constant
 * memory.
 *
 * <p>Start at {@link dev.compresh.proxy.upload.UploadBody}, which the gateway sends on, and {@link
 * dev.compresh.proxy.upload.BytePipe}, in which pieces wait. Knows nothing of what the bytes mean
 * but in {@link dev.compresh.proxy.upload.FormBody}.
 */
@NullMarked
package dev.compresh.proxy.upload;

import org.jspecify.annotations.NullMarked;

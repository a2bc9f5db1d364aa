/**
 * Forms with files ({@code multipart/form-data}, RFC 7578) read as they pass by: their small fields
 * are kept, their files only measured.
 *
 * <p>Start at {@link dev.compresh.http.multipart.FormScan}. Knows nothing of connections, and keeps
 * no more than the small fields, whatever passes.
 */
@NullMarked
package dev.compresh.http.multipart;

import org.jspecify.annotations.NullMarked;

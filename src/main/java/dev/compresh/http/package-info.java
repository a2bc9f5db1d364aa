/**
 * Values of HTTP that gateway, proxy and features share: headers, and bodies that are decoded piece
 * by piece.
 *
 * <p>Start at {@link dev.compresh.http.Headers} and {@link dev.compresh.http.BodyDecoding}; forms
 * are read in {@code multipart}. Knows no HTTP library.
 */
@NullMarked
package dev.compresh.http;

import org.jspecify.annotations.NullMarked;

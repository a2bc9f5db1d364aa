/** Tests of heads and framing. */
@NullMarked
package dev.compresh.gateway.http;

import org.jspecify.annotations.NullMarked;

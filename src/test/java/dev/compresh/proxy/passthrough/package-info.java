/** Tests of requests that are passed on as they are. */
@NullMarked
package dev.compresh.proxy.passthrough;

import org.jspecify.annotations.NullMarked;

/** Tests of connections to providers. */
@NullMarked
package dev.compresh.gateway.upstream;

import org.jspecify.annotations.NullMarked;

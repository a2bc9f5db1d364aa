/** Tests of what is decided about a request before the stages. */
@NullMarked
package dev.compresh.proxy.edge;

import org.jspecify.annotations.NullMarked;

/** Tests of the gateway over real sockets, against a provider whose bytes each test writes. */
@NullMarked
package dev.compresh.gateway;

import org.jspecify.annotations.NullMarked;

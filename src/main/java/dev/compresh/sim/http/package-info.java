/**
 * A small HTTP/1.1 server on plain sockets, one virtual thread per connection, that can misbehave
 * on the byte level: cut, reset, trickle, fall silent. It keeps what it received for tests.
 *
 * <p>Start at {@link dev.compresh.sim.http.HttpServer}. Knows nothing of models or providers.
 */
@NullMarked
package dev.compresh.sim.http;

import org.jspecify.annotations.NullMarked;

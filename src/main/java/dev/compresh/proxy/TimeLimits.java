package dev.compresh.proxy;

import java.time.Duration;

/**
 * Time limits of a provider's request.
 *
 * @param connect until the connection is established, TLS included
 * @param firstByte from the request's last byte to the answer's first
 * @param idle between bytes of the answer
 * @param total from the start to the answer's end
 */
public record TimeLimits(Duration connect, Duration firstByte, Duration idle, Duration total) {}

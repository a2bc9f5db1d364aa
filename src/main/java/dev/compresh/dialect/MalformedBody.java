package dev.compresh.dialect;

/**
 * A body that is not a JSON object of its dialect.
 *
 * @param message what is wrong and at which byte, without any of the body's text
 * @param offset the byte at which reading stopped
 */
public record MalformedBody(String message, long offset) implements ParseResult {}

package dev.compresh.dialect;

/**
 * A body that is no JSON object of its dialect.
 *
 * @param message what is wrong, without any of the body's text
 * @param offset the byte at which reading stopped
 */
public record MalformedBody(String message, long offset) implements ParseResult {}

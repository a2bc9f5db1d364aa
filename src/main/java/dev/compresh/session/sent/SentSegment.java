package dev.compresh.session.sent;

/**
 * One entry of what was sent in a session; never changed once it is written.
 *
 * @param number rising within its session in the order in which entries became durable; 0 for an
 *     entry that is not durable yet
 * @param content opaque; nobody changes it
 */
public record SentSegment(long number, byte[] content) {}

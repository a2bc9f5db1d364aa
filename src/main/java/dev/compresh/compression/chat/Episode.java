package dev.compresh.compression.chat;

/**
 * Whole turns that are closed: from a user message to the last assistant message before another.
 *
 * @param from index of its first message
 * @param to index after its last message
 * @param closedAt messages taken in when it was closed: the point up to which it depends on them
 */
record Episode(int from, int to, int closedAt) {}

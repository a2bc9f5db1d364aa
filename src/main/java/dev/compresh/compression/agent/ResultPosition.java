package dev.compresh.compression.agent;

/**
 * Where a result stands.
 *
 * @param message index of the message
 * @param text which text of the message's results, from 0
 */
record ResultPosition(int message, int text) {}

package dev.compresh.compression.agent;

/**
 * The position of a result.
 *
 * @param message index of the message
 * @param text which text of the message's results, from 0
 */
record ResultPosition(int message, int text) {}

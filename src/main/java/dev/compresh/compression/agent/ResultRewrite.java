package dev.compresh.compression.agent;

import dev.compresh.compression.Layer;
import dev.compresh.compression.TextReplacement;

/**
 * A text of a tool's result that is replaced.
 *
 * @param message index of the message
 * @param text which text of the message's results, from 0
 * @param put what takes its place
 * @param before tokens of the original
 * @param after tokens of that
 */
record ResultRewrite(
    int message,
    int text,
    TextReplacement put,
    int before,
    int after,
    Layer layer,
    String reason) {}

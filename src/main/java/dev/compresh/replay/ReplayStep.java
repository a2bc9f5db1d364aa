package dev.compresh.replay;

import dev.compresh.compression.Layer;
import java.util.Map;

/**
 * One request of a replay.
 *
 * @param depth how many requests of its conversation came before it
 * @param original input tokens as the client sent them
 * @param forwarded input tokens as they would have gone to the provider
 * @param saved tokens taken away (recall: added, so below zero) by each layer
 * @param nanos time that reading, planning and splicing took
 */
record ReplayStep(
    int depth,
    long original,
    long forwarded,
    Map<Layer, Long> saved,
    InputCost rawCost,
    InputCost cost,
    long nanos) {}

package dev.compresh.regret;

import dev.compresh.compression.Layer;

/**
 * One sign that something was missing.
 *
 * @param layer that had taken it away
 * @param tokens of what came again, estimated
 */
public record RegretSign(RegretKind kind, Layer layer, int tokens) {}

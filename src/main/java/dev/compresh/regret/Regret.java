package dev.compresh.regret;

import dev.compresh.compress.Layer;

/**
 * One sign that something was missing.
 *
 * @param layer that had taken it away
 * @param tokens of what came again, estimated
 */
public record Regret(RegretKind kind, Layer layer, int tokens) {}

package dev.compresh.usage.report;

import org.jspecify.annotations.Nullable;

/**
 * Selects requests for the log.
 *
 * @param range whose, of which time, and with which properties
 * @param sessionId of this session alone; null for all
 * @param leastCost in micro-USD
 * @param after behind this place; null for the newest
 */
public record RequestFilter(
    RollupFilter range, @Nullable String sessionId, long leastCost, @Nullable RequestPlace after) {}

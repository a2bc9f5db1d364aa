package dev.compresh.alert;

import java.time.Instant;

/**
 * An alert that was raised.
 *
 * @param id sorts by time
 */
public record AlertEvent(String id, AlertFinding finding, Instant raised) {}

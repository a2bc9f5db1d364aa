package dev.compresh.compress.agent;

import dev.compresh.compress.Markers;
import dev.compresh.compress.birth.Birth;

/**
 * What a result is worked on with.
 *
 * @param folds whether lines of logs that differ only in values may go
 */
record Desk(Markers markers, Birth birth, boolean folds) {}

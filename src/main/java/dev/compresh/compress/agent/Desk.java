package dev.compresh.compress.agent;

import dev.compresh.compress.Markers;
import dev.compresh.compress.birth.Birth;
import dev.compresh.compress.repeat.ResultNames;

/**
 * What a result is worked on with.
 *
 * @param folds whether lines of logs that differ only in values may go
 * @param names the results of the conversation
 */
record Desk(Markers markers, Birth birth, boolean folds, ResultNames names) {}

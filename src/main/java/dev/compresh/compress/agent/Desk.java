package dev.compresh.compress.agent;

import dev.compresh.compress.Markers;
import dev.compresh.compress.Mode;
import dev.compresh.compress.birth.Birth;
import dev.compresh.compress.repeat.ResultNames;

/**
 * What a result is worked on with.
 *
 * @param mode which classes of filters may run
 * @param names the results of the conversation
 */
record Desk(Markers markers, Birth birth, Mode mode, ResultNames names) {}

package dev.compresh.compress.agent;

import dev.compresh.compress.Markers;
import dev.compresh.compress.Mode;
import dev.compresh.compress.birth.Birth;

/**
 * What a result is worked on with.
 *
 * @param mode which classes of filters may run
 */
record Desk(Markers markers, Birth birth, Mode mode) {}

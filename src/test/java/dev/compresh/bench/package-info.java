/** Measurements over real sessions: offline, repeatable, skipped where the data is missing. */
@NullMarked
package dev.compresh.bench;

import org.jspecify.annotations.NullMarked;

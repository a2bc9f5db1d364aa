/**
 * The command line: one class per command.
 *
 * <p>Start at {@link dev.compresh.cli.Main}. What the commands run is wired in {@code app}.
 */
@NullMarked
package dev.compresh.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The command line: one class per command.
 *
 * <p>Start at {@link dev.compresh.cli.Main}; {@code Assembly} wires the whole program by
 * constructors and is the only place that knows all packages.
 */
@NullMarked
package dev.compresh.cli;

import org.jspecify.annotations.NullMarked;

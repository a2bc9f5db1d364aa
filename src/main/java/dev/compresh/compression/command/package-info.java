/**
 * Tool calls that run something: which tools are shells, what a command line runs, and what is
 * known of a program by its name: whether it only reads, asks, builds, wraps another one, prints a
 * file or waits for input.
 *
 * <p>Start at {@link dev.compresh.compression.command.OutputKind} and {@link
 * dev.compresh.compression.command.CommandLineParser}. All that others ask about commands is
 * decided here; knows nothing of what a command printed.
 */
@NullMarked
package dev.compresh.compression.command;

import org.jspecify.annotations.NullMarked;

/**
 * Wires the program and runs it: services by constructors, servers, reload of the configuration.
 *
 * <p>Start at {@link dev.compresh.app.CompreshServer}, which starts and stops everything, and at
 * {@link dev.compresh.app.ApplicationContext}, which makes it. Knows all features, but no command.
 */
@NullMarked
package dev.compresh.app;

import org.jspecify.annotations.NullMarked;

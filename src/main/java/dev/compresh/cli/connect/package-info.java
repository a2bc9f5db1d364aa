/**
 * Connects clients: their configuration files, edited so that everything else in them stays.
 *
 * <p>Start at {@link dev.compresh.cli.connect.ClientCatalogue}: which files of a client hold what.
 * {@link dev.compresh.cli.connect.ConfigWriter} writes and undoes. Must not know the store or the
 * server.
 */
@NullMarked
package dev.compresh.cli.connect;

import org.jspecify.annotations.NullMarked;

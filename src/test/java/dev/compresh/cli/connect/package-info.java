/** Tests of the configuration files of clients. */
@NullMarked
package dev.compresh.cli.connect;

import org.jspecify.annotations.NullMarked;

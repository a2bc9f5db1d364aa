/** The dashboard as people use it, in a real browser. */
@NullMarked
package dev.compresh.dashboard;

import org.jspecify.annotations.NullMarked;

/** The dashboard, and the documentation as pages, as people use them: in a real browser. */
@NullMarked
package dev.compresh.dashboard;

import org.jspecify.annotations.NullMarked;

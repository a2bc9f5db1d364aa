/** What must hold of every forwarded body, checked through the whole program. */
@NullMarked
package dev.compresh.invariant;

import org.jspecify.annotations.NullMarked;

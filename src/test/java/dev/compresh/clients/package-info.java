/** Real clients, and bodies of their shape, through the whole program. */
@NullMarked
package dev.compresh.clients;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.compresh.wire.multipart;

import org.jspecify.annotations.NullMarked;

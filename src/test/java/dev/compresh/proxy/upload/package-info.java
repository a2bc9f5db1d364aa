@NullMarked
package dev.compresh.proxy.upload;

import org.jspecify.annotations.NullMarked;

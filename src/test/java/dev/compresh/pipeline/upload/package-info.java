@NullMarked
package dev.compresh.pipeline.upload;

import org.jspecify.annotations.NullMarked;

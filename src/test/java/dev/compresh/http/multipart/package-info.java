@NullMarked
package dev.compresh.http.multipart;

import org.jspecify.annotations.NullMarked;

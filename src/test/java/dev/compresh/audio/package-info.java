/** Sound through the whole program: transcription, speech and voices. */
@NullMarked
package dev.compresh.audio;

import org.jspecify.annotations.NullMarked;

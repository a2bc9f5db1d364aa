/**
 * Takes the texts of a chat apart: words, stems, sentences, dates and pieces.
 *
 * <p>Knows nothing of messages, prompts or tokens.
 */
@NullMarked
package dev.compresh.compression.chat.language;

import org.jspecify.annotations.NullMarked;

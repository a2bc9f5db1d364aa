/**
 * Texts of a chat taken apart
 *
 * <p>Start at {@link words, stems, sentences, dates, pieces.}.
 * dev.compresh.compress.episode.text.Pieces:Knows nothing of messages, prompts or tokens.
 */
@NullMarked
package dev.compresh.compression.chat.language;

import org.jspecify.annotations.NullMarked;

/**
 * Recognises requests that are about a conversation as a whole: a client's compaction, a summary, a
 * hand-over, a title.
 *
 * <p>Start at {@link dev.compresh.compression.intent.WholeConversationRequest}. Knows {@code
 * dialect} and the word lists of {@code episode.text}.
 */
@NullMarked
package dev.compresh.compression.intent;

import org.jspecify.annotations.NullMarked;

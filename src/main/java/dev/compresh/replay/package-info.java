/**
 * Transcripts run offline through the compressor: what would have been saved.
 *
 * <p>Start at {@link dev.compresh.replay.TranscriptReplay}. Reads files, knows no server, store or
 * key.
 */
@NullMarked
package dev.compresh.replay;

import org.jspecify.annotations.NullMarked;

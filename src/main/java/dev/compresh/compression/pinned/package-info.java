/**
 * The record of what was sent for a conversation's messages, so that it can be sent again byte for
 * byte: the edits of each message, their compact encoding, and the tree of a session's
 * conversations.
 *
 * <p>Start at {@link dev.compresh.compression.pinned.PinnedMessage}, then {@link
 * dev.compresh.compression.pinned.SentHistory}. Pure values; must not know stores, clocks or who
 * the client is.
 */
@NullMarked
package dev.compresh.compression.pinned;

import org.jspecify.annotations.NullMarked;

/**
 * Chat memory: the older part of a chat as gists of its episodes, and before the live question what
 * of it that question needs.
 *
 * <p>Start at {@link dev.compresh.compression.chat.EpisodicMemory}. Knows {@code dialect} and the
 * contracts of {@code compression}; must not know other layers.
 */
@NullMarked
package dev.compresh.compression.chat;

import org.jspecify.annotations.NullMarked;

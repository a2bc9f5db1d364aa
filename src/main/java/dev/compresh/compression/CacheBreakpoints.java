package dev.compresh.compression;

import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Message;
import java.util.List;

/**
 * Messages at which the provider's cache held nothing of the conversation, so that rewriting it
 * cost nothing. They are decisions, not to be found again in the messages: whoever made them keeps
 * them. Where they are lost, a plan comes out as if the cache had never been cold.
 *
 * @param places in no order
 */
public record CacheBreakpoints(List<BreakpointPlace> places) {
  public static final CacheBreakpoints NONE = new CacheBreakpoints(List.of());

  /** The message {@code digest} at {@code message}, its place in the prompt. */
  public record BreakpointPlace(int message, ContentDigest digest) {}

  public CacheBreakpoints {
    places = List.copyOf(places);
  }

  /** Returns whether {@code message} is one of them. */
  public boolean isBreakpoint(Message message) {
    for (BreakpointPlace breakpointPlace : places) {
      if (breakpointPlace.message() == message.index()
          && breakpointPlace.digest().equals(message.digest())) {
        return true;
      }
    }
    return false;
  }
}

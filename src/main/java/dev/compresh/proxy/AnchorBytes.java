package dev.compresh.proxy;

import dev.compresh.compression.CacheBreakpoints;
import dev.compresh.compression.CacheBreakpoints.BreakpointPlace;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.session.SessionState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anchors as a session's state: places and hashes of messages, no text. */
final class AnchorBytes {
  private static final int VERSION = 1;
  private static final int PLACE = 20;

  private AnchorBytes() {}

  static SessionState write(CacheBreakpoints cacheBreakpoints) {
    ByteBuffer bytes = ByteBuffer.allocate(PLACE * cacheBreakpoints.places().size());
    for (BreakpointPlace breakpointPlace : cacheBreakpoints.places()) {
      bytes
          .putInt(breakpointPlace.message())
          .putLong(breakpointPlace.digest().high())
          .putLong(breakpointPlace.digest().low());
    }
    return new SessionState(VERSION, bytes.array());
  }

  /** Returns what {@code state} holds; none where it is of another form. */
  static CacheBreakpoints read(@Nullable SessionState state) {
    if (state == null || state.version() != VERSION) {
      return CacheBreakpoints.NONE;
    }
    List<BreakpointPlace> places = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes());
    while (bytes.remaining() >= PLACE) {
      places.add(
          new BreakpointPlace(bytes.getInt(), new ContentDigest(bytes.getLong(), bytes.getLong())));
    }
    return new CacheBreakpoints(places);
  }
}

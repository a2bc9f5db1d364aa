package dev.compresh.pipeline;

import dev.compresh.compress.Anchors;
import dev.compresh.compress.Anchors.Place;
import dev.compresh.session.SessionState;
import dev.compresh.wire.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anchors as a session's state: places and hashes of messages, no text. */
final class AnchorBytes {
  private static final int VERSION = 1;
  private static final int PLACE = 20;

  private AnchorBytes() {}

  static SessionState write(Anchors anchors) {
    ByteBuffer bytes = ByteBuffer.allocate(PLACE * anchors.places().size());
    for (Place place : anchors.places()) {
      bytes.putInt(place.message()).putLong(place.digest().high()).putLong(place.digest().low());
    }
    return new SessionState(VERSION, bytes.array());
  }

  /** What {@code state} holds; none where it is of another form. */
  static Anchors read(@Nullable SessionState state) {
    if (state == null || state.version() != VERSION) {
      return Anchors.NONE;
    }
    List<Place> places = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes());
    while (bytes.remaining() >= PLACE) {
      places.add(new Place(bytes.getInt(), new Digest(bytes.getLong(), bytes.getLong())));
    }
    return new Anchors(places);
  }
}

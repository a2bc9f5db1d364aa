package dev.compresh.session.turns;

import dev.compresh.dialect.ContentDigest;
import dev.compresh.session.SessionKey;
import dev.compresh.store.seal.AesGcmSeal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns as sealed bytes, bound to their session and their place in it. */
final class TurnBytes {
  private static final int HEAD = 4 * Long.BYTES + 1;

  private TurnBytes() {}

  static byte[] write(AesGcmSeal aesGcmSeal, SessionKey session, StoredTurn storedTurn) {
    byte[] text = storedTurn.text().getBytes(StandardCharsets.UTF_8);
    ByteBuffer plain =
        ByteBuffer.allocate(HEAD + text.length)
            .putLong(storedTurn.parent())
            .putLong(storedTurn.digest().high())
            .putLong(storedTurn.digest().low())
            .putLong(storedTurn.at().toEpochMilli())
            .put((byte) (storedTurn.user() ? 1 : 0))
            .put(text);
    return aesGcmSeal.close(plain.array(), bound(session, storedTurn.node()));
  }

  /** The turn, or null where it was sealed under another key, for another session or place. */
  static @Nullable StoredTurn read(
      AesGcmSeal aesGcmSeal, SessionKey session, long node, byte[] sealed) {
    byte[] plain = aesGcmSeal.open(sealed, bound(session, node));
    if (plain == null || plain.length < HEAD) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(plain);
    long parent = in.getLong();
    ContentDigest contentDigest = new ContentDigest(in.getLong(), in.getLong());
    Instant at = Instant.ofEpochMilli(in.getLong());
    boolean user = in.get() == 1;
    String text = new String(plain, HEAD, plain.length - HEAD, StandardCharsets.UTF_8);
    return new StoredTurn(node, parent, contentDigest, user, at, text);
  }

  /** Returns what a turn's bytes are bound to. */
  static byte[] bound(SessionKey session, long node) {
    String name = session.keyId() + "\n" + session.id() + "\n" + node;
    return name.getBytes(StandardCharsets.UTF_8);
  }
}

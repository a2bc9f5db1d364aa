package dev.compresh.session.sent;

import dev.compresh.session.SessionKey;
import dev.compresh.store.seal.AesGcmSeal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Seals entries, bound to their session: a row that is moved to another session can't be opened.
 * Within the seal stand a format byte, the entry's random id (which tells a row that was written
 * twice), for deflated content its length, and the content.
 */
final class SegmentBytes {
  private static final byte PLAIN = 1;
  private static final byte DEFLATED = 2;
  private static final int HEAD = 1 + Long.BYTES;
  private static final int DEFLATED_HEAD = HEAD + Integer.BYTES;

  private SegmentBytes() {}

  /** An entry as it was opened. */
  record OpenedSegment(long id, byte[] content) {}

  static byte[] seal(AesGcmSeal aesGcmSeal, SessionKey session, long id, byte[] content) {
    byte[] deflated = deflate(content);
    byte[] plain =
        deflated == null
            ? ByteBuffer.allocate(HEAD + content.length).put(PLAIN).putLong(id).put(content).array()
            : ByteBuffer.allocate(DEFLATED_HEAD + deflated.length)
                .put(DEFLATED)
                .putLong(id)
                .putInt(content.length)
                .put(deflated)
                .array();
    return aesGcmSeal.close(plain, bound(session));
  }

  /** The entry; null where it is of another key, session or format, or larger than allowed. */
  static @Nullable OpenedSegment open(
      AesGcmSeal aesGcmSeal, SessionKey session, byte[] sealed, int largest) {
    byte[] plain = aesGcmSeal.open(sealed, bound(session));
    if (plain == null || plain.length < HEAD) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(plain);
    byte format = in.get();
    long id = in.getLong();
    if (format == PLAIN) {
      return new OpenedSegment(id, Arrays.copyOfRange(plain, HEAD, plain.length));
    }
    if (format != DEFLATED || plain.length < DEFLATED_HEAD) {
      return null;
    }
    int length = in.getInt();
    byte[] content = length < 0 || length > largest ? null : inflate(plain, length);
    return content == null ? null : new OpenedSegment(id, content);
  }

  /** Returns what an entry's bytes are bound to. */
  static byte[] bound(SessionKey session) {
    return (session.keyId() + "\n" + session.id()).getBytes(StandardCharsets.UTF_8);
  }

  /** Null where that does not make it smaller. */
  private static byte @Nullable [] deflate(byte[] content) {
    int room = content.length - Integer.BYTES - 1;
    if (room <= 0) {
      return null;
    }
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
      deflater.setInput(content);
      deflater.finish();
      byte[] out = new byte[room];
      int length = deflater.deflate(out);
      return deflater.finished() ? Arrays.copyOf(out, length) : null;
    }
  }

  private static byte @Nullable [] inflate(byte[] plain, int length) {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(plain, DEFLATED_HEAD, plain.length - DEFLATED_HEAD);
      byte[] content = new byte[length];
      int done = inflater.inflate(content);
      return done == length ? content : null;
    } catch (DataFormatException e) {
      return null;
    }
  }
}

package dev.compresh.compression.topics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Session clouds as bytes: some kilobytes each. */
public final class CloudBytes {
  /** Of the form; other versions are thrown away. */
  public static final int VERSION = 1;

  private CloudBytes() {}

  public static byte[] write(SessionCloud session) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(session.cloud().turns());
      out.writeShort(session.cloud().tags().size());
      for (CloudTag cloudTag : session.cloud().tags()) {
        out.writeUTF(cloudTag.key());
        out.writeUTF(cloudTag.form().equals(cloudTag.key()) ? "" : cloudTag.form());
        out.writeShort(cloudTag.lead());
        out.writeLong(cloudTag.weight());
      }
      long[] hashes = session.seen().hashes();
      out.writeShort(hashes.length);
      for (long hash : hashes) {
        out.writeLong(hash);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns what {@code bytes} hold; the empty cloud where they are of another form or broken. */
  public static SessionCloud read(int version, byte[] bytes) {
    if (version != VERSION) {
      return SessionCloud.EMPTY;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long turns = in.readLong();
      int count = in.readUnsignedShort();
      List<CloudTag> tags = new ArrayList<>();
      for (int i = 0; i < count && i < TagCloud.MOST; i++) {
        String key = in.readUTF();
        String form = in.readUTF();
        tags.add(new CloudTag(key, form.isEmpty() ? key : form, in.readShort(), in.readLong()));
      }
      long[] hashes = new long[Math.min(in.readUnsignedShort(), 2 * CountedMessages.MOST) / 2 * 2];
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] = in.readLong();
      }
      return new SessionCloud(new TagCloud(turns, List.copyOf(tags)), new CountedMessages(hashes));
    } catch (IOException e) {
      return SessionCloud.EMPTY;
    }
  }
}

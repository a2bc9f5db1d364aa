package dev.compresh.dialect.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Heads of media files, as small as they can be, for tests. */
public final class MediaFiles {
  private MediaFiles() {}

  public static byte[] png(int width, int height) {
    return ByteBuffer.allocate(64)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
        .putInt(13)
        .put("IHDR".getBytes(ISO_8859_1))
        .putInt(width)
        .putInt(height)
        .array();
  }

  public static byte[] gif(int width, int height) {
    return little("GIF89a").putShort((short) width).putShort((short) height).array();
  }

  /** With so many bytes of metadata before its size. */
  public static byte[] jpeg(int width, int height, int metadata) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    for (int left = metadata; left > 0; left -= 60_000) {
      int part = Math.min(left, 60_000) + 2;
      out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (part >> 8), (byte) part});
      out.writeBytes(new byte[part - 2]);
    }
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xc2, 0, 17, 8});
    out.writeBytes(
        ByteBuffer.allocate(16).putShort((short) height).putShort((short) width).array());
    return out.toByteArray();
  }

  public static byte[] extendedWebp(int width, int height) {
    return webp("VP8X").putInt(0).put(three(width - 1)).put(three(height - 1)).array();
  }

  public static byte[] losslessWebp(int width, int height) {
    return webp("VP8L").put((byte) 0x2f).putInt((width - 1) | (height - 1) << 14).array();
  }

  public static byte[] lossyWebp(int width, int height) {
    return webp("VP8 ")
        .put(new byte[] {0, 0, 0, (byte) 0x9d, 1, 0x2a})
        .putShort((short) width)
        .putShort((short) height)
        .array();
  }

  /** Of so many bytes, and so many of them a second. */
  public static byte[] wav(int bytes, int rate) {
    return ByteBuffer.allocate(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF0000WAVEfmt ".getBytes(ISO_8859_1))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(24_000)
        .putInt(rate)
        .array();
  }

  /** With a page tree in the clear. */
  public static byte[] pdf(int pages) {
    StringBuilder text = new StringBuilder("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\n");
    text.append("endobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count ").append(pages);
    text.append(" >>\nendobj\n9 0 obj << /Type /Outlines /Count 999 >> endobj\n");
    for (int i = 0; i < pages; i++) {
      text.append(i + 10).append(" 0 obj << /Type /Page /Parent 2 0 R >> endobj\n");
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  public static String base64(byte[] file) {
    return Base64.getEncoder().encodeToString(file);
  }

  private static ByteBuffer webp(String chunk) {
    return little("RIFF0000WEBP" + chunk + "0000");
  }

  private static ByteBuffer little(String head) {
    return ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).put(head.getBytes(ISO_8859_1));
  }

  private static byte[] three(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
  }
}

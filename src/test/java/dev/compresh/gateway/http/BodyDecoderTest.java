package dev.compresh.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Framing, whatever pieces it comes in. */
final class BodyDecoderTest {

  private static byte[] decode(BodyDecoder decoder, byte[] bytes, List<Integer> cuts)
      throws BadMessage {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int start = 0;
    for (int i = 0; i <= cuts.size(); i++) {
      int end = i < cuts.size() ? Math.min(bytes.length, start + cuts.get(i)) : bytes.length;
      ByteBuf in = Unpooled.wrappedBuffer(bytes, start, end - start);
      for (int count = decoder.next(in); count > 0; count = decoder.next(in)) {
        byte[] piece = new byte[count];
        in.readBytes(piece);
        body.writeBytes(piece);
      }
      assertThat(in.readableBytes())
          .as("left before the end")
          .isEqualTo(decoder.done() ? in.readableBytes() : 0);
      start = end;
    }
    return body.toByteArray();
  }

  @Property(tries = 300, seed = "1")
  void chunks_decodeAlikeHoweverTheyAreSplit(
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 40) Integer> chunks,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 9) Integer> cuts)
      throws BadMessage {
    StringBuilder coded = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int size : chunks) {
      String data = "\r\n0;".repeat(10).substring(0, size);
      coded.append(Integer.toHexString(size)).append(size % 2 == 0 ? ";a=b" : "").append("\r\n");
      coded.append(data).append("\r\n");
      plain.append(data);
    }
    coded.append("0\r\nX-T: 1\r\n\r\n");
    BodyDecoder decoder = new BodyDecoder(BodyDecoder.CHUNKED);
    byte[] got = decode(decoder, coded.toString().getBytes(ISO_8859_1), cuts);
    assertThat(new String(got, ISO_8859_1)).isEqualTo(plain.toString());
    assertThat(decoder.done()).isTrue();
  }

  @Property(tries = 200, seed = "1")
  void lengths_takeJustTheirBytes(
      @ForAll @IntRange(min = 1, max = 50) int length,
      @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 9) Integer> cuts)
      throws BadMessage {
    byte[] bytes = new byte[60];
    Arrays.fill(bytes, (byte) 'x');
    BodyDecoder decoder = new BodyDecoder(length);
    assertThat(decode(decoder, bytes, cuts)).hasSize(length);
    assertThat(decoder.done()).isTrue();
  }

  /** Whatever comes, there is an end: data, more wanted, or a typed error. */
  @Property(tries = 500, seed = "1")
  void anyBytes_areDataOrAnError(@ForAll @Size(max = 200) byte[] bytes) {
    Assume.that(bytes.length > 0);
    BodyDecoder decoder = new BodyDecoder(BodyDecoder.CHUNKED);
    try {
      assertThat(decode(decoder, bytes, List.of(1, 2, 3)).length).isLessThan(bytes.length);
    } catch (BadMessage e) {
      assertThat(e.problem().status()).isEqualTo(400);
    }
  }
}

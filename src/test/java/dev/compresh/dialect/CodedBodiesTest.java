package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import dev.compresh.http.BodyDecoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CodedBodiesTest {
  private static final String[] CODINGS = {"gzip", "deflate", "raw", "br", "zstd"};

  @Test
  void decode_everyCoding_small_large_empty() throws IOException {
    for (String coding : CODINGS) {
      for (byte[] plain : new byte[][] {{}, "{\"a\":1}".getBytes(UTF_8), noise(300_000)}) {
        assertThat(decode(code(coding, plain), header(coding), 1 << 20)).isEqualTo(plain);
      }
    }
  }

  @Test
  void decode_none_givesTheSameArray() {
    byte[] body = {1, 2};
    for (String header : new String[] {null, "", "identity", " , identity"}) {
      BodyDecoding.DecodingResult decodingResult = BodyDecoding.decode(body, header, 2);
      assertThat(((BodyDecoding.DecodedBody) decodingResult).body()).isSameAs(body);
    }
    assertThat(BodyDecoding.decode(body, null, 1)).isInstanceOf(BodyDecoding.DecodedTooLarge.class);
  }

  @Test
  void decode_stacked_lastCodingFirst() throws IOException {
    byte[] plain = noise(50_000);
    byte[] coded = code("br", code("zstd", code("gzip", plain)));
    assertThat(decode(coded, "GZIP, zstd ,br", 1 << 20)).isEqualTo(plain);
    assertThat(BodyDecoding.decode(coded, "gzip,gzip,gzip,gzip,gzip", 1 << 20))
        .isInstanceOf(BodyDecoding.UnsupportedCoding.class);
  }

  @Test
  void decode_gzipMembersAndHeadFields() throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    byte[] plain = "hello".getBytes(UTF_8);
    byte[] member = code("gzip", plain);
    coded.write(new byte[] {0x1f, (byte) 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 0});
    coded.write(new byte[] {3, 0, 'x', 'y', 'z', 'n', 0, 'c', 0, 0, 0});
    coded.write(member, 10, member.length - 10);
    coded.write(member);
    assertThat(decode(coded.toByteArray(), "x-gzip", 99)).isEqualTo("hellohello".getBytes(UTF_8));
  }

  @Test
  void decode_bomb_stopsAtTheBound() throws IOException {
    byte[] zeros = new byte[64 << 20];
    for (String coding : CODINGS) {
      byte[] bomb = code(coding, zeros);
      assertThat(bomb.length).isLessThan(200_000);
      assertThat(BodyDecoding.decode(bomb, header(coding), 1 << 20))
          .isInstanceOf(BodyDecoding.DecodedTooLarge.class);
      assertThat(decode(bomb, header(coding), zeros.length)).hasSameSizeAs(zeros);
    }
  }

  @Test
  void decode_brotliWhoseOutputFillsTheDecoder_isWhole() throws IOException {
    for (int megabytes : new int[] {1, 4, 8, 16}) {
      byte[] zeros = new byte[megabytes << 20];
      assertThat(decode(code("br", zeros), "br", zeros.length)).isEqualTo(zeros);
    }
  }

  @Test
  void decode_cutOrSpoilt_isBroken() throws IOException {
    for (String coding : CODINGS) {
      byte[] coded = code(coding, noise(5_000));
      for (int length = 0; length < coded.length; length += 1 + length / 7) {
        assertThat(BodyDecoding.decode(Arrays.copyOf(coded, length), header(coding), 1 << 20))
            .as(coding + " " + length)
            .isInstanceOf(BodyDecoding.BrokenCoding.class);
      }
    }
    assertThat(BodyDecoding.decode("{\"a\":1}".getBytes(UTF_8), "gzip", 99))
        .isInstanceOf(BodyDecoding.BrokenCoding.class);
    assertThat(BodyDecoding.decode(new byte[0], "compress", 99))
        .isEqualTo(new BodyDecoding.UnsupportedCoding("compress"));
  }

  @Test
  void decode_spoiltBytes_neverThrow() throws IOException {
    Random random = new Random(7);
    for (String coding : CODINGS) {
      byte[] coded = code(coding, noise(3_000));
      for (int i = 0; i < 400; i++) {
        byte[] spoilt = coded.clone();
        for (int j = 0; j <= i % 4; j++) {
          spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
        }
        assertThat(BodyDecoding.decode(spoilt, header(coding), 4_000)).isNotNull();
      }
    }
  }

  @Test
  void tap_codedAnswers_passUnchanged_andAreMetered() throws IOException {
    for (String coding : CODINGS) {
      byte[] coded = code(coding, StreamFixtures.CHAT.getBytes(UTF_8));
      for (int cut = 0; cut <= coded.length; cut += 3) {
        ResponseTap tap =
            new ResponseTap(Dialect.CHAT, true, true, StreamFixtures.SSE, header(coding));
        assertThat(StreamFixtures.feed(tap, coded, cut)).isEqualTo(coded);
        assertThat(tap.usage()).as(coding).isEqualTo(new Usage(8, 12, 0, 0, 7, 3));
        assertThat(tap.complete()).isTrue();
        assertThat(tap.appendable()).isFalse();
        assertThat(tap.fault("a", "b", "c")).isEmpty();
      }
    }
  }

  @Test
  void tap_brokenOrUnknownCoding_passesWithoutUsage() throws IOException {
    byte[] plain = StreamFixtures.CHAT.getBytes(UTF_8);
    for (String coding : new String[] {"gzip", "br", "zstd", "deflate", "compress"}) {
      ResponseTap tap = new ResponseTap(Dialect.CHAT, true, true, StreamFixtures.SSE, coding);
      assertThat(StreamFixtures.feed(tap, plain, 10)).isEqualTo(plain);
      assertThat(tap.usage()).isNull();
      assertThat(tap.complete()).isFalse();
    }
  }

  private static byte[] decode(byte[] body, String header, int maxBytes) {
    BodyDecoding.DecodingResult decodingResult = BodyDecoding.decode(body, header, maxBytes);
    assertThat(decodingResult).as(header).isInstanceOf(BodyDecoding.DecodedBody.class);
    return ((BodyDecoding.DecodedBody) decodingResult).body();
  }

  private static String header(String coding) {
    return coding.equals("raw") ? "deflate" : coding;
  }

  private static byte[] code(String coding, byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (coding) {
      case "br" -> {
        Brotli4jLoader.ensureAvailability();
        return Encoder.compress(plain, new Encoder.Parameters().setQuality(4));
      }
      case "zstd" -> {
        return Zstd.compress(plain, 3);
      }
      case "gzip" -> write(new GZIPOutputStream(out), plain);
      case "raw" -> write(new DeflaterOutputStream(out, new Deflater(6, true)), plain);
      default -> write(new DeflaterOutputStream(out), plain);
    }
    return out.toByteArray();
  }

  private static void write(OutputStream to, byte[] plain) throws IOException {
    try (to) {
      to.write(plain);
    }
  }

  /** Bytes that compress a little. */
  private static byte[] noise(int length) {
    Random random = new Random(length);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(64) : 'a');
    }
    return bytes;
  }
}

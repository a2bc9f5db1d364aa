package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams spoilt and split at random: no fault, and what is read doesn't depend on the splits. */
class TapPropertiesTest {

  @Property(tries = 3_000, seed = "1")
  void spoiltStreams_passAndMeterAlike_howeverSplit(
      @ForAll long seed, @ForAll Dialect dialect, @ForAll boolean strip) {
    Random random = new Random(seed);
    byte[] stream = spoilt(random, dialect);
    ResponseTap whole = StreamFixtures.tap(dialect, strip);
    byte[] expected = StreamFixtures.feed(whole, stream);
    if (!strip || !dialect.equals(Dialect.CHAT)) {
      assertThat(expected).isEqualTo(stream);
    }
    ResponseTap tap = StreamFixtures.tap(dialect, strip);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < stream.length; ) {
      int to = Math.min(stream.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
      StreamFixtures.accept(tap, stream, at, to, out);
      at = to;
    }
    tap.end(out::write);
    if (strip && dialect.equals(Dialect.CHAT)) {
      // where no choice marked its end, the usage event goes only if it comes whole
      assertThat(apart(out.toByteArray(), expected)).isZero();
    } else {
      assertThat(out.toByteArray()).isEqualTo(expected);
    }
    assertThat(tap.usage()).isEqualTo(whole.usage());
    assertThat(tap.complete()).isEqualTo(whole.complete());
    assertThat(tap.estimatedOutputTokens()).isEqualTo(whole.estimatedOutputTokens());
    assertThat(tap.fault("a", "b", "c")).isEqualTo(whole.fault("a", "b", "c"));
  }

  /** How many bytes are left of the shorter one when what both begin and end with is taken off. */
  private static int apart(byte[] one, byte[] other) {
    int shorter = Math.min(one.length, other.length);
    int ahead = Arrays.mismatch(one, other);
    if (ahead < 0 || ahead == shorter) {
      return 0;
    }
    int behind = 0;
    while (behind < shorter - ahead
        && one[one.length - 1 - behind] == other[other.length - 1 - behind]) {
      behind++;
    }
    return shorter - ahead - behind;
  }

  private static byte[] spoilt(Random random, Dialect dialect) {
    String stream =
        switch (dialect.name()) {
          case "chat" -> StreamFixtures.CHAT;
          case "messages" -> StreamFixtures.MESSAGES;
          case "gemini" -> StreamFixtures.GEMINI;
          default -> StreamFixtures.RESPONSES;
        };
    String end = new String[] {"\n", "\r\n", "\r"}[random.nextInt(3)];
    byte[] bytes = stream.replace("\n", end).getBytes(UTF_8);
    for (int i = random.nextInt(6); i > 0; i--) {
      String odd = "\r\n:{}[]\",\\0";
      bytes[random.nextInt(bytes.length)] =
          (byte)
              (random.nextBoolean() ? random.nextInt() : odd.charAt(random.nextInt(odd.length())));
    }
    return bytes;
  }

  @Test
  @Timeout(120)
  void hostileStreams_areReadInLinearTime() {
    int size = 4 << 20;
    for (String unit :
        new String[] {
          "\n",
          "\r",
          "data:\n",
          "data: {\n",
          "data: [",
          ":",
          "data",
          "data: {\"usage\":",
          "data: {\"choices\":[],\"usage\":{}}\n\n",
          "data: \"\\u12",
          "data: 1",
          "\ufeff"
        }) {
      byte[] stream =
          ("data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n"
                  + unit.repeat(size / unit.length()))
              .getBytes(UTF_8);
      ResponseTap tap = StreamFixtures.tap(Dialect.CHAT, true);
      long[] passed = {0};
      for (int at = 0; at < stream.length; at += 700) {
        tap.accept(stream, at, Math.min(700, stream.length - at), (b, o, n) -> passed[0] += n);
      }
      tap.end((b, o, n) -> passed[0] += n);
      assertThat(passed[0]).isPositive().isLessThanOrEqualTo(stream.length);
    }
  }
}

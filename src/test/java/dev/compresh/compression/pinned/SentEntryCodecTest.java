package dev.compresh.compression.pinned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.Layer;
import dev.compresh.compression.pinned.TextPatch.CopiedText;
import dev.compresh.compression.pinned.TextPatch.InsertedText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Entries come out of their bytes as they went in; damaged bytes come out as nothing. */
class SentEntryCodecTest {
  private static final PinnedMessage EDITED =
      new PinnedMessage(
          List.of(
              new PinnedEdit.PinnedRewrite(
                  2,
                  Layer.DEDUP,
                  new TextPatch(
                      List.of(new CopiedText(0, 300), new InsertedText("[ö \ud83d\ude80]\n")))),
              new PinnedEdit.PinnedPrepend(0, Layer.RECALL, "half a pair: \ud83d"),
              new PinnedEdit.ReasoningRemoval()));

  private static final SentEntry.SentRequest SENT =
      SentEntry.SentRequest.of(
          -7,
          130,
          "anthropic",
          true,
          new long[] {1, -2, Long.MAX_VALUE},
          List.of(
              PinnedMessage.RAW,
              EDITED,
              new PinnedMessage(List.of(new PinnedEdit.PinnedRemoval(Layer.CHAT_MEMORY)))));

  @Test
  void decode_sent_isWhatWasEncoded() {
    SentEntry.SentRequest again =
        (SentEntry.SentRequest)
            Objects.requireNonNull(SentEntryCodec.decode(SentEntryCodec.encode(SENT)));

    assertThat(again.id()).isEqualTo(SENT.id()).isNotZero();
    assertThat(again.parent()).isEqualTo(-7);
    assertThat(again.kept()).isEqualTo(130);
    assertThat(again.account()).isEqualTo("anthropic");
    assertThat(again.bound()).isTrue();
    assertThat(again.chain()).containsExactly(SENT.chain());
    assertThat(again.forms()).isEqualTo(SENT.forms());
  }

  @Test
  void decode_mismatch_isWhatWasEncoded() {
    SentEntry mismatch = new SentEntry.BindingMismatch(99, 12);

    assertThat(SentEntryCodec.decode(SentEntryCodec.encode(mismatch))).isEqualTo(mismatch);
  }

  /** What an older version wrote must be read by every later one: these bytes never change. */
  @Test
  void decode_bytesOfTheFirstVersion() {
    byte[] bytes = {1, 1, 0, 0, 0, 0, 0, 0, 0, 99, 12};

    assertThat(SentEntryCodec.decode(bytes)).isEqualTo(new SentEntry.BindingMismatch(99, 12));
  }

  /** Layers were called otherwise: what they cut stays as it was sent. */
  @Test
  void decode_layersOfAnEarlierVersion_areThoseOfToday() {
    byte[] bytes =
        rewritten(SentEntryCodec.encode(SENT), Map.of("DEDUP", "REPEAT", "CHAT_MEMORY", "EPISODE"));

    assertThat(
            ((SentEntry.SentRequest) Objects.requireNonNull(SentEntryCodec.decode(bytes))).forms())
        .isEqualTo(SENT.forms());
  }

  /** {@code bytes} with other names: each has its length before it. */
  private static byte[] rewritten(byte[] bytes, Map<String, String> names) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> name : names.entrySet()) {
      text =
          text.replace(
              (char) name.getKey().length() + name.getKey(),
              (char) name.getValue().length() + name.getValue());
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void decode_unknownVersion_isNothing() {
    byte[] bytes = SentEntryCodec.encode(SENT);
    bytes[0] = 2;

    assertThat(SentEntryCodec.decode(bytes)).isNull();
  }

  @Test
  void decode_damagedBytes_neverThrows() {
    byte[] bytes = SentEntryCodec.encode(SENT);
    Random random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      for (int j = 0; j < 3 && damaged.length > 1; j++) {
        damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt();
      }
      var _ = SentEntryCodec.decode(damaged);
    }
  }

  @Test
  void encode_rawMessages_takesNineBytesEach() {
    SentEntry.SentRequest raw =
        SentEntry.SentRequest.of(
            0, 0, "a", false, new long[100], java.util.Collections.nCopies(100, PinnedMessage.RAW));

    assertThat(SentEntryCodec.encode(raw).length).isLessThan(100 * 9 + 30);
  }
}

package dev.compresh.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Texts of many sorts, and mixtures of them, up to some thousand characters. */
final class MixedTexts extends DomainContextBase {

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> sorts =
        Arbitraries.frequencyOf(
            Tuple.of(3, joined(fragments(), 60)),
            Tuple.of(2, joined(words(), 80)),
            Tuple.of(2, codePoints(0, Character.MAX_CODE_POINT, 200)),
            Tuple.of(2, codePoints(0, 0x7F, 300)),
            Tuple.of(1, codePoints(0x80, 0x24FF, 200)),
            Tuple.of(1, scripts()),
            Tuple.of(1, repeats()));
    return sorts.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<JtokkitOracle> oracles() {
    return Arbitraries.of(JtokkitOracle.O200K, JtokkitOracle.CL100K);
  }

  /** Bytes that are mostly UTF-8 but for a few. */
  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> clean =
        fragments()
            .list()
            .ofMaxSize(30)
            .map(list -> String.join("", list).getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> broken = Arbitraries.bytes().array(byte[].class).ofMaxSize(6);
    return Combinators.combine(clean, broken, clean)
        .as(
            (a, b, c) ->
                ByteBuffer.allocate(a.length + b.length + c.length).put(a).put(b).put(c).array());
  }

  private static Arbitrary<String> joined(Arbitrary<String> parts, int most) {
    return parts.list().ofMaxSize(most).map(list -> String.join("", list));
  }

  /** Every kind of character next to every other, where the split patterns are delicate. */
  private static Arbitrary<String> fragments() {
    return Arbitraries.of(
        "a",
        "b",
        "the",
        "A",
        "B",
        "HTTP",
        "é",
        "É",
        "ǅ",
        "ʰ",
        "ª",
        "中",
        "か",
        "ا",
        "ह",
        "\u0301",
        "\u0903",
        "\u20dd",
        "\u200d",
        "\ufe0f",
        "😀",
        "👩\u200d💻",
        "𝒜",
        "𝒶",
        "1",
        "23",
        "4567",
        "٣",
        "Ⅷ",
        "½",
        "𝟘",
        " ",
        "  ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\u000b",
        "\f",
        "\u001c",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\u3000",
        "\u180e",
        "\u200b",
        "'",
        "'s",
        "'S",
        "'t",
        "'RE",
        "'ve",
        "'Ll",
        "'m",
        "'D",
        "'ſ",
        "’s",
        "'l",
        "'r",
        "/",
        "//",
        ".",
        "!",
        "_",
        "{\"",
        "\":",
        "-",
        "\u0000",
        "\ud800",
        "\udc00",
        "\ufffd",
        "<|endoftext|>",
        "ſ",
        "K",
        "İ",
        "ß");
  }

  private static Arbitrary<String> words() {
    Arbitrary<String> word =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(14);
    Arbitrary<String> ending =
        Arbitraries.of(
            " ", " ", " ", ", ", ". ", "'s ", "'LL ", "(", "()", ";\n", "\n\n", "  ", "=");
    return Combinators.combine(word, Arbitraries.integers().between(0, 5), ending)
        .as((text, shape, end) -> shaped(text, shape) + end);
  }

  private static String shaped(String word, int shape) {
    return switch (shape) {
      case 0 -> word.toUpperCase(Locale.ROOT);
      case 1 -> Character.toUpperCase(word.charAt(0)) + word.substring(1);
      case 2 -> "get" + Character.toUpperCase(word.charAt(0)) + word.substring(1);
      case 3 -> word + word.hashCode();
      default -> word;
    };
  }

  /** Code points of a range, unpaired surrogates included where it has them. */
  private static Arbitrary<String> codePoints(int first, int last, int most) {
    return Arbitraries.integers()
        .between(first, last)
        .withDistribution(RandomDistribution.uniform())
        .array(int[].class)
        .ofMaxSize(most)
        .map(points -> new String(points, 0, points.length));
  }

  private static Arbitrary<String> scripts() {
    return Arbitraries.of(
            List.of(
                0x4E00, 0x3041, 0xAC00, 0x0621, 0x0905, 0x0E01, 0x0410, 0x0391, 0x05D0, 0x1F600,
                0x1D400, 0x2E80, 0xFB00, 0xA640, 0x10A00, 0x1E900))
        .flatMap(start -> codePoints(start, start + 80, 150));
  }

  private static Arbitrary<String> repeats() {
    Arbitrary<String> unit = Arbitraries.oneOf(fragments(), words(), codePoints(33, 0x2FF, 3));
    return Combinators.combine(unit, Arbitraries.integers().between(1, 900)).as(String::repeat);
  }
}

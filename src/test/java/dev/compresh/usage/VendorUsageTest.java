package dev.compresh.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.DialectRegistry;
import dev.compresh.dialect.ResponseTap;
import dev.compresh.dialect.Usage;
import dev.compresh.dialect.UsageExtras;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vendor's way of reporting usage is read in full, to the micro-dollar at a fixed price. */
class VendorUsageTest {
  private static final TokenPrice PRICE =
      TokenPrice.of(InputRates.perMillion(3_000_000, 300_000, 3_750_000, 6_000_000), 15_000_000);

  /**
   * An answer, and what it reports.
   *
   * @param head name, API and form
   * @param expected figures, price and extras
   */
  record Shape(String head, String expected, String body) {
    @Override
    public String toString() {
      return head;
    }

    boolean streamed() {
      return head.endsWith(" stream");
    }

    @Nullable Dialect dialect() {
      String[] words = head.split(" ", -1);
      String api = words[words.length - 2];
      return api.equals("none")
          ? null
          : DialectRegistry.find(api.toLowerCase(Locale.ROOT)).orElseThrow();
    }
  }

  static List<Shape> shapes() throws IOException {
    String text;
    try (InputStream in = VendorUsageTest.class.getResourceAsStream("vendor-usage.txt")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
    List<Shape> shapes = new ArrayList<>();
    String[] sections = text.split("(?m)^=== ", -1);
    for (int i = 1; i < sections.length; i++) {
      int line = sections[i].indexOf('\n');
      int colon = sections[i].indexOf(": ");
      shapes.add(
          new Shape(
              sections[i].substring(0, colon),
              sections[i].substring(colon + 2, line),
              sections[i].substring(line + 1)));
    }
    return shapes;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void allThatIsReported_isCharged(Shape shape) {
    String type = shape.streamed() ? "text/event-stream" : "application/json";
    ResponseTap tap = new ResponseTap(shape.dialect(), shape.streamed(), false, type, null);
    byte[] body = shape.body().getBytes(UTF_8);
    for (byte b : body) {
      tap.accept(new byte[] {b}, 0, 1, (bytes, from, length) -> {});
    }
    tap.end((bytes, from, length) -> {});
    Usage usage = Objects.requireNonNull(tap.usage());
    assertThat(tap.reading().doubts()).isEmpty();
    assertThat(tap.complete()).isTrue();
    assertThat(figures(usage) + extras(usage.extras())).isEqualTo(shape.expected());
  }

  private static String figures(Usage usage) {
    long[] counts = {
      usage.input(),
      usage.cacheRead(),
      usage.cacheWrite5m(),
      usage.cacheWrite1h(),
      usage.output(),
      usage.reasoning()
    };
    String text = Arrays.stream(counts).mapToObj(Long::toString).collect(Collectors.joining(" "));
    Usage tokens = usage.withExtras(UsageExtras.NONE);
    return text + " = " + PRICE.cost(tokens);
  }

  private static String extras(UsageExtras extras) {
    List<String> words = new ArrayList<>();
    add(words, "cost", Math.max(0, extras.reportedCost()));
    add(words, "x", extras.tools().xSearch());
    add(words, "web", extras.tools().webSearch());
    add(words, "fetch", extras.tools().webFetch());
    add(words, "file", extras.tools().fileSearch());
    if (!extras.serviceTier().isEmpty()) {
      words.add("tier=" + extras.serviceTier());
    }
    if (!extras.inferenceGeo().isEmpty()) {
      words.add("geo=" + extras.inferenceGeo());
    }
    add(words, "w30m", extras.cacheWrite30m());
    add(words, "w12h", extras.cacheWrite12h());
    extras
        .otherModels()
        .forEach(
            other ->
                words.add(
                    "other="
                        + other.model()
                        + ":"
                        + other.usage().prompt()
                        + "/"
                        + other.usage().output()));
    return words.isEmpty() ? "" : " (" + String.join(" ", words) + ")";
  }

  private static void add(List<String> words, String name, long value) {
    if (value != 0) {
      words.add(name + "=" + value);
    }
  }
}

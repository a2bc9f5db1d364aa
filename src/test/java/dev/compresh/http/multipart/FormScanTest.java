package dev.compresh.http.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FormScanTest {
  private static final String B = "--b\r\n";

  private static String field(String name, String value) {
    return B + "Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private static String file(String content) {
    return B
        + "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
        + "Content-Type: audio/wav\r\n\r\n"
        + content
        + "\r\n";
  }

  private static FormScan scan(String form) {
    FormScan scan = new FormScan(new byte[] {'b'});
    byte[] bytes = form.getBytes(ISO_8859_1);
    scan.feed(bytes, 0, bytes.length);
    return scan;
  }

  @Example
  void fieldsAreKept_filesAreMeasured() {
    String form = field("model", "whisper-1") + file("12345") + field("language", "") + "--b--\r\n";
    FormScan scan = scan(form);
    assertThat(scan.complete()).isTrue();
    assertThat(scan.fields()).extracting(FormField::name).containsExactly("model", "language");
    FormField model = requireNonNull(scan.field("model"));
    assertThat(form.substring((int) model.from(), (int) model.to())).isEqualTo("whisper-1");
    assertThat(requireNonNull(scan.field("language")).value()).isEmpty();
    assertThat(scan.files()).isEqualTo(1);
    assertThat(scan.fileBytes()).isEqualTo(5);
  }

  @Example
  void whatLooksLikeTheBoundary_isContent() {
    for (String content :
        List.of("\r\n-", "\r\r\n--", "\r\n--\r\n-b", "a\r\n--a", "\n--b", "--b")) {
      FormScan scan = scan(field("x", content) + file(content) + "--b--");
      assertThat(scan.complete()).as(content).isTrue();
      assertThat(requireNonNull(scan.field("x")).value()).isEqualTo(content);
      assertThat(scan.fileBytes()).isEqualTo(content.length());
    }
  }

  @Example
  void preambleAndEpilogue_countForNothing() {
    FormScan scan = scan("hello\r\n" + field("a", "1") + "--b--\r\nmore --b\r\n--b\r\n");
    assertThat(scan.complete()).isTrue();
    assertThat(scan.fields()).hasSize(1);
  }

  @Example
  void cutForms_areNeverComplete() {
    String form = field("model", "m") + file("12345") + "--b--";
    for (int i = 0; i < form.length(); i++) {
      assertThat(scan(form.substring(0, i)).complete()).as("%d", i).isFalse();
    }
  }

  @Example
  void bounds_areFaults() {
    assertThat(scan(field("x", "y".repeat(70_000)) + "--b--").fault()).contains("'x'");
    assertThat(scan("--b\r\nX: " + "y".repeat(9_000)).fault()).contains("head");
    assertThat(scan(field("x", "").repeat(101)).fault()).contains("100");
    assertThat(scan(B + "Content-Type: text/plain\r\n\r\nx\r\n--b--").fault()).contains("no name");
    assertThat(scan("--bX").fault()).isNotNull();
    assertThat(scan("--b-X").fault()).isNotNull();
  }

  @Example
  void byteRate_isReadFromWav() {
    byte[] head = new byte[44];
    System.arraycopy("RIFF____WAVEfmt ".getBytes(ISO_8859_1), 0, head, 0, 16);
    head[28] = 0x40;
    head[29] = 0x1f;
    assertThat(scan(file(new String(head, ISO_8859_1)) + "--b--").bytesPerSecond()).isEqualTo(8000);
    assertThat(scan(file("ID3" + "x".repeat(60)) + "--b--").bytesPerSecond()).isZero();
  }

  @Property(tries = 300, seed = "1")
  void pieces_makeNoDifference(
      @ForAll @Size(max = 4) List<@IntRange(min = 0, max = 60) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 9) int most,
      @ForAll long seed) {
    Random random = new Random(seed);
    String form =
        lengths.stream()
                .map(
                    length ->
                        random.nextBoolean()
                            ? file(content(random, length))
                            : field("f", content(random, length)))
                .collect(Collectors.joining())
            + "--b--\r\n";
    FormScan whole = scan(form);
    FormScan pieces = new FormScan(new byte[] {'b'});
    byte[] bytes = form.getBytes(ISO_8859_1);
    for (int at = 0; at < bytes.length; ) {
      int next = Math.min(bytes.length, at + 1 + random.nextInt(most));
      pieces.feed(bytes, at, next);
      at = next;
    }
    assertThat(pieces.complete()).isTrue();
    assertThat(pieces.fields()).isEqualTo(whole.fields());
    assertThat(pieces.fileBytes()).isEqualTo(whole.fileBytes());
    List<String> values = new ArrayList<>();
    for (FormField field : pieces.fields()) {
      values.add(form.substring((int) field.from(), (int) field.to()));
    }
    assertThat(values).isEqualTo(pieces.fields().stream().map(FormField::value).toList());
  }

  @Property(tries = 300, seed = "1")
  void noise_isAtMostAFault(@ForAll byte[] noise) {
    FormScan scan = new FormScan(new byte[] {'b'});
    scan.feed(noise, 0, noise.length);
    scan.feed("\r\n--b--".getBytes(ISO_8859_1), 0, 7);
    assertThat(scan.complete() || scan.fault() != null).isTrue();
  }

  private static String content(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append("\r\n-bxy".charAt(random.nextInt(6)));
    }
    // Content can't hold the boundary itself.
    return text.toString().replace("\r\n--b", "\r\n--c");
  }
}

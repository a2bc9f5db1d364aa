package dev.compresh.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.cli.RunningProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forms with large files: constant memory, and clear errors at every edge. */
@Timeout(300)
class UploadTest {
  private static final long LARGEST = 75L << 20;
  private static final String MODEL = UploadForm.field("model", "whisper-1");

  @TempDir Path folder;
  private RunningProgram program;

  @BeforeEach
  void start() {
    program = RunningProgram.quick(folder, Map.of());
  }

  @AfterEach
  void stop() throws IOException {
    program.close();
    Path uploads = folder.resolve("data").resolve("uploads");
    if (Files.exists(uploads)) {
      try (Stream<Path> left = Files.list(uploads)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(program.url()).getPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static String head(String framing) {
    return "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
        + RunningProgram.KEY
        + "\r\nContent-Type: "
        + UploadForm.TYPE
        + "\r\nConnection: close\r\n"
        + framing
        + "\r\n\r\n";
  }

  /** Sends a head and a body and reads all of the answer. */
  private String ask(String framing, InputStream body) throws IOException {
    try (Socket socket = connect()) {
      send(socket, framing, body);
      return answer(socket);
    }
  }

  private static void send(Socket socket, String framing, InputStream body) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(head(framing).getBytes(ISO_8859_1));
    try {
      body.transferTo(out);
    } catch (IOException e) {
      // Refused before its end: the answer tells why.
    }
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  private String whole(String before, long file, String behind) throws IOException {
    return ask(
        "Content-Length: " + UploadForm.length(before, file, behind),
        UploadForm.of(before, file, behind));
  }

  private static byte[] chunked(InputStream body) throws IOException {
    byte[] bytes = body.readAllBytes();
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += 50_000) {
      int count = Math.min(50_000, bytes.length - at);
      out.writeBytes((Integer.toHexString(count) + "\r\n").getBytes(ISO_8859_1));
      out.write(bytes, at, count);
      out.writeBytes("\r\n".getBytes(ISO_8859_1));
    }
    out.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
    return out.toByteArray();
  }

  @Test
  void largestFile_passes_whereverItsModelStands() throws IOException {
    assertThat(whole(MODEL, LARGEST, "")).startsWith("HTTP/1.1 200").contains("78643200 bytes");
    assertThat(whole("", LARGEST, MODEL)).startsWith("HTTP/1.1 200").contains("78643200 bytes");
  }

  @Test
  void smallFiles_pass_toldOrChunked() throws IOException {
    assertThat(whole("", 10, MODEL)).startsWith("HTTP/1.1 200").contains(" 10 bytes");
    byte[] form = chunked(UploadForm.of("", 300_000, MODEL));
    assertThat(ask("Transfer-Encoding: chunked", new java.io.ByteArrayInputStream(form)))
        .startsWith("HTTP/1.1 200")
        .contains("300000 bytes");
    assertThat(new String(program.forwarded(), ISO_8859_1)).startsWith("--xyz\r\n");
  }

  @Test
  void largerFile_is413_toldOrNot() throws IOException {
    assertRefused(whole(MODEL, LARGEST + 1, ""), 413, "payload_too_large");
    assertRefused(whole("", LARGEST + 1, MODEL), 413, "payload_too_large");
    assertRefused(ask("Content-Length: 900000000", InputStream.nullInputStream()), 413, "payload");
    byte[] form = chunked(UploadForm.of("", LARGEST + 1, MODEL));
    assertRefused(
        ask("Transfer-Encoding: chunked", new java.io.ByteArrayInputStream(form)),
        413,
        "payload_too_large");
  }

  @Test
  void cutForms_are400_andNeverReachTheProviderWhole() throws IOException {
    long asked = program.provider().recorded().total();
    for (long file : new long[] {100, 900_000}) {
      long length = UploadForm.length(MODEL, file, "");
      // The head promises less than comes: the rest is no request, and the form is cut.
      assertRefused(
          ask("Content-Length: " + (length - 20), UploadForm.of(MODEL, file, "")), 400, "boundary");
      // It promises more than comes.
      try (Socket socket = connect()) {
        send(socket, "Content-Length: " + (length + 20), UploadForm.of(MODEL, file, ""));
        socket.shutdownOutput();
        assertRefused(answer(socket), 400, "Content-Length");
      }
    }
    assertThat(program.provider().recorded().total()).isEqualTo(asked);
  }

  @Test
  void odderForms_are400() throws IOException {
    assertRefused(whole("", 10, ""), 400, "\"param\":\"model\"");
    assertRefused(whole(MODEL + MODEL, 10, ""), 400, "more than one 'model'");
    String noFile = MODEL + "--xyz--\r\n";
    assertRefused(
        ask("Content-Length: " + noFile.length(), stream(noFile)), 400, "\"param\":\"file\"");
    assertRefused(ask("Content-Length: 5", stream("hello")), 400, "closing boundary");
    String noBoundary = head("Content-Length: 0").replace("; boundary=xyz", "");
    try (Socket socket = connect()) {
      socket.getOutputStream().write(noBoundary.getBytes(ISO_8859_1));
      assertRefused(answer(socket), 400, "boundary");
    }
    String json = head("Content-Length: 2").replace(UploadForm.TYPE, "application/json") + "{}";
    try (Socket socket = connect()) {
      socket.getOutputStream().write(json.getBytes(ISO_8859_1));
      assertRefused(answer(socket), 415, "unsupported_media_type");
    }
  }

  @Test
  void heap_staysFlat_whileALargeFilePasses() throws IOException {
    whole(MODEL, 1 << 20, "");
    // The vocabulary is loaded while the program starts; it must not come in between.
    program.post(
        "/v1/chat/completions",
        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
            .getBytes(ISO_8859_1),
        java.util.List.of());
    long before = liveHeap();
    String first = head("Content-Length: " + UploadForm.length(MODEL, LARGEST, "")) + MODEL;
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write((first + UploadForm.fileHead()).getBytes(ISO_8859_1));
      byte[] piece = new byte[1 << 20];
      for (int i = 0; i < 74; i++) {
        out.write(piece);
      }
      assertThat(liveHeap() - before).isLessThan(16L << 20);
      out.write(piece);
      out.write(UploadForm.end().getBytes(ISO_8859_1));
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void clientThatLeaves_endsTheProvidersRequest() throws Exception {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              (head("Content-Length: 5000000")
                      + MODEL
                      + UploadForm.fileHead()
                      + "x".repeat(500_000))
                  .getBytes(ISO_8859_1));
      EventualAssertion.holds(() -> assertThat(program.provider().recorded().open()).isEqualTo(1));
    }
    assertThat(program.provider().recorded().awaitAllClosed(java.time.Duration.ofSeconds(60)))
        .isTrue();
  }

  private static InputStream stream(String text) {
    return new java.io.ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }

  private static void assertRefused(String answer, int status, String part) {
    assertThat(answer).as(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("\"error\"").contains(part);
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

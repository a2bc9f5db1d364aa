package dev.compresh.admin.web;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.compresh.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Holds one file of the dashboard, plain and in the encodings that browsers take. */
final class WebFile {
  private static final int SMALLEST = 256;

  /** The encoding of a file. */
  enum FileEncoding {
    PLAIN(""),
    GZIP("gzip"),
    BROTLI("br");

    private final String token;

    FileEncoding(String token) {
      this.token = token;
    }

    String token() {
      return token;
    }
  }

  /** A file as it goes out. */
  record EncodedFile(FileEncoding encoding, byte[] bytes) {}

  private final String type;
  private final byte[] plain;
  private final Map<FileEncoding, EncodedFile> encoded = new EnumMap<>(FileEncoding.class);

  WebFile(String name, byte[] plain) {
    this.type = type(name);
    this.plain = plain;
  }

  String type() {
    return type;
  }

  /** The smallest form that the client takes; compressed at the first request for it. */
  synchronized EncodedFile encodedFor(Headers headers) {
    FileEncoding wanted = plain.length < SMALLEST ? FileEncoding.PLAIN : preferred(headers);
    return encoded.computeIfAbsent(wanted, this::encode);
  }

  private static FileEncoding preferred(Headers headers) {
    boolean gzip = false;
    for (String line : headers.all("accept-encoding")) {
      StringTokenizer tokens = new StringTokenizer(line.toLowerCase(Locale.ROOT), ",");
      while (tokens.hasMoreTokens()) {
        String token = tokens.nextToken().replace(" ", "");
        if (token.equals("br") && Brotli4jLoader.isAvailable()) {
          return FileEncoding.BROTLI;
        }
        gzip |= token.equals("gzip");
      }
    }
    return gzip ? FileEncoding.GZIP : FileEncoding.PLAIN;
  }

  private EncodedFile encode(FileEncoding fileEncoding) {
    try {
      byte[] bytes =
          switch (fileEncoding) {
            case PLAIN -> plain;
            case GZIP -> gzip();
            case BROTLI -> Encoder.compress(plain);
          };
      return new EncodedFile(fileEncoding, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] gzip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2);
    try (GZIPOutputStream zip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      zip.write(plain);
    }
    return out.toByteArray();
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "js", "mjs" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "json" -> "application/json";
      default -> "text/plain; charset=utf-8";
    };
  }
}

package dev.compresh.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Request bodies for tests. */
final class RequestBodies {
  private RequestBodies() {}

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  /** A chat of {@code turns} turns that ends with a question; above 2,000 tokens from 40 on. */
  static String chat(int turns) {
    StringBuilder out = new StringBuilder("{\"model\":\"gpt-4o\",\"messages\":[");
    for (int i = 0; i < turns; i++) {
      out.append("{\"role\":\"user\",\"content\":\"").append(words(i, 20)).append("\"},");
      out.append("{\"role\":\"assistant\",\"content\":\"").append(words(i + 7, 30));
      out.append("\"},");
    }
    return out.append("{\"role\":\"user\",\"content\":\"And now?\"}]}").toString();
  }

  private static String words(int seed, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : " ").append("word").append((seed * 31 + i * 17) % 97);
    }
    return out.toString();
  }
}

package dev.compresh.token;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Reads tiktoken's vocabulary format: one token per line, its bytes in Base64, a space, its rank;
 * ranks run from 0 without a gap.
 */
final class VocabularyFile {
  private static final byte[] SEXTETS = sextets();

  private VocabularyFile() {}

  /**
   * Reads a vocabulary that lies in the class path.
   *
   * @throws IllegalStateException if it is missing or is no such file
   */
  static TokenVocabulary load(String resource) {
    try (InputStream in = VocabularyFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("vocabulary not in the class path: " + resource);
      }
      return parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("vocabulary can't be read: " + resource, e);
    }
  }

  static TokenVocabulary parse(byte[] file) {
    byte[] tokens = new byte[file.length];
    int[] starts = new int[file.length / 4 + 2];
    int rank = 0;
    int end = 0;
    int i = 0;
    while (i < file.length) {
      starts[rank] = end;
      while (i < file.length && file[i] != ' ') {
        end = quad(file, i, tokens, end);
        i += 4;
      }
      i++;
      int number = 0;
      while (i < file.length && file[i] != '\n') {
        number = number * 10 + file[i++] - '0';
      }
      i++;
      if (number != rank || end == starts[rank]) {
        throw new IllegalStateException("vocabulary is broken near rank " + rank);
      }
      rank++;
    }
    starts[rank] = end;
    return new TokenVocabulary(Arrays.copyOf(tokens, end), Arrays.copyOf(starts, rank + 1));
  }

  /** Decodes four Base64 characters into up to three bytes; returns the new end. */
  private static int quad(byte[] file, int i, byte[] out, int end) {
    if (i + 4 > file.length) {
      throw new IllegalStateException("vocabulary ends inside a token");
    }
    int bits =
        SEXTETS[file[i] & 0x7F] << 18
            | SEXTETS[file[i + 1] & 0x7F] << 12
            | SEXTETS[file[i + 2] & 0x7F] << 6
            | SEXTETS[file[i + 3] & 0x7F];
    if (bits < 0) {
      throw new IllegalStateException("vocabulary has a token that is not Base64, at byte " + i);
    }
    int length = file[i + 2] == '=' ? 1 : file[i + 3] == '=' ? 2 : 3;
    out[end] = (byte) (bits >> 16);
    out[end + 1] = (byte) (bits >> 8);
    out[end + 2] = (byte) bits;
    return end + length;
  }

  private static byte[] sextets() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    values['='] = 0;
    return values;
  }
}

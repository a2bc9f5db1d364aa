package dev.compresh.http.multipart;

/** The byte rate that appears in a WAV file's head (RIFF, "fmt " chunk first). */
final class WavHeader {
  private static final int RATE = 28;
  private static final byte[] MAGIC = {'R', 'I', 'F', 'F'};
  private static final byte[] FORM = {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '};

  private boolean wave = true;
  private long rate;
  private int read;

  /**
   * @param position of {@code buf[from]} in all files together
   */
  void read(byte[] buf, int from, int to, long position) {
    if (!wave || position >= RATE + 4) {
      return;
    }
    for (int i = from; i < to && read < RATE + 4; i++, read++) {
      int b = buf[i] & 0xff;
      if (read < MAGIC.length) {
        wave &= b == MAGIC[read];
      } else if (read >= 8 && read < 8 + FORM.length) {
        wave &= b == FORM[read - 8];
      } else if (read >= RATE) {
        rate |= (long) b << (8 * (read - RATE));
      }
    }
  }

  long bytesPerSecond() {
    return wave && read == RATE + 4 ? rate : 0;
  }
}

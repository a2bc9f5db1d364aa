package dev.compresh.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads how much memory of the machine this process takes, where Linux tells it. */
final class ResidentMemory {
  private static final Path FIGURES = Path.of("/proc/self/status");
  private static final String LABEL = "VmRSS:";

  private ResidentMemory() {}

  /** Bytes, -1 where nobody tells. */
  static long bytes() {
    try {
      for (String line : Files.readAllLines(FIGURES, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(LABEL)) {
          String digits = line.substring(LABEL.length()).replace("kB", "").strip();
          return Long.parseLong(digits) << 10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
    return -1;
  }
}

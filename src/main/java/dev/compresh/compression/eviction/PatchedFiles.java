package dev.compresh.compression.eviction;

import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.List;

/** Finds the files that a patch for {@code apply_patch} names, wherever in a call it appears. */
public final class PatchedFiles {
  private static final List<String> FILES =
      List.of("*** Update File: ", "*** Add File: ", "*** Delete File: ", "*** Move to: ");

  private PatchedFiles() {}

  /** The files of the patches in {@code use}; empty for most calls. */
  public static List<String> of(ToolUse use) {
    List<String> files = new ArrayList<>();
    List<String> texts = new ArrayList<>(use.written());
    texts.add(use.command());
    for (String text : texts) {
      if (text.contains("*** Begin Patch")) {
        text.lines()
            .forEach(
                line ->
                    FILES.stream()
                        .filter(line::startsWith)
                        .forEach(start -> files.add(line.substring(start.length()).strip())));
      }
    }
    return files;
  }
}

package dev.compresh.compress.agent;

import dev.compresh.compress.birth.Gutter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts in calls as lines that later results may repeat. */
final class Written {
  private static final String PATCH = "*** Begin Patch";

  private Written() {}

  /**
   * The lines of {@code text}; of a patch what it leaves in the file, without its signs. Null where
   * a line is of the patch itself.
   */
  static List<@Nullable String> lines(String text) {
    List<String> lines = Gutter.lines(text);
    if (!text.startsWith(PATCH)) {
      return new ArrayList<>(lines);
    }
    List<@Nullable String> left = new ArrayList<>(lines.size());
    for (String line : lines) {
      boolean stays = line.startsWith("+") || line.startsWith(" ");
      left.add(stays ? line.substring(1) : null);
    }
    return left;
  }
}

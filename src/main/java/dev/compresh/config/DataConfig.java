package dev.compresh.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where data lies.
 *
 * @param folder made at first start; relative to the working directory
 */
public record DataConfig(Path folder) {
  public static final DataConfig DEFAULT = new DataConfig(Path.of("data"));

  static DataConfig read(Section section) {
    String text = section.text("folder");
    Path folder = DEFAULT.folder;
    if (text != null) {
      try {
        folder = Path.of(text);
      } catch (InvalidPathException e) {
        section.fault("folder", "is no path.", "Write a folder such as ./data.");
      }
    }
    section.finish();
    return new DataConfig(folder);
  }
}

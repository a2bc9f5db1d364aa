package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;

/**
 * Reads the lists of a usage object that tell tokens by modality, as Gemini's: {@code
 * [{"modality":"AUDIO","tokenCount":12}]}.
 */
final class ModalityReader {
  private String modality = "";
  private long count;

  /** An object of such a list begins. */
  void open() {
    modality = "";
    count = 0;
  }

  /** Returns whether {@code at} is in an element of a list in the usage object at {@code level}. */
  static boolean isElement(JsonScan at, int level) {
    return at.depth() == level + 2 && at.array(level + 1) && !at.array(level + 2);
  }

  void number(JsonScan at, long value) {
    if (at.name() == MemberNames.TOKEN_COUNT) {
      count = value;
    }
  }

  void string(JsonScan at) {
    if (at.name() == MemberNames.MODALITY) {
      modality = at.word();
    }
  }

  /** The object ends. */
  void close(JsonScan at, int level, UsageFigures figures) {
    figures.modality(at.container(level + 1), modality, count);
  }
}

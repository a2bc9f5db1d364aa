package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code input_transformations} out of a Messages answer: out of the whole one, or out of the
 * {@code message_start} and {@code message_delta} events of a stream, of which the later list
 * counts. Bounded memory. What breaks off before its end does not count.
 */
final class InputTransformationReader {
  /** More than a request has blocks to drop; further ones are left out. */
  private static final int MAX_KEPT = 256;

  private static final int MAX_LENGTH = 64;

  private final boolean streamed;
  private List<InputTransformation> counted = List.of();

  /** The list being read, or read in this event. */
  private List<InputTransformation> listed = new ArrayList<>(0);

  /** How deep the array being read is; 0 outside. */
  private int level;

  /** How deep the array stood that was read in this event; 0 where none was. */
  private int levelRead;

  private String type = "";
  private String path = "";
  private String reason = "";

  InputTransformationReader(boolean streamed) {
    this.streamed = streamed;
  }

  /** Returns what was listed last; empty where nothing was. */
  List<InputTransformation> counted() {
    return counted;
  }

  /** An object or array begins, the innermost of {@code at}. */
  void open(JsonScan at) {
    int depth = at.depth();
    if (level == 0) {
      if (at.container(depth) == MemberNames.INPUT_TRANSFORMATIONS
          && at.array(depth)
          && isListed(at)) {
        level = depth;
        listed = new ArrayList<>();
      }
    } else if (depth == level + 1) {
      type = "";
      path = "";
      reason = "";
    }
  }

  private boolean isListed(JsonScan at) {
    return switch (at.depth()) {
      case 2 -> !at.array(1);
      case 3 -> streamed && !at.array(1) && at.container(2) == MemberNames.MESSAGE && !at.array(2);
      default -> false;
    };
  }

  /** The innermost object or array of {@code at} ends. */
  void close(JsonScan at) {
    if (level == 0) {
      return;
    }
    int depth = at.depth();
    if (depth == level) {
      levelRead = level;
      level = 0;
      if (!streamed) {
        counted = List.copyOf(listed);
      }
    } else if (depth == level + 1 && !at.array(depth) && listed.size() < MAX_KEPT) {
      listed.add(new InputTransformation(type, path, reason));
    }
  }

  /** A string ended. */
  void string(JsonScan at) {
    if (level == 0 || at.depth() != level + 1 || at.array(level + 1)) {
      return;
    }
    switch (at.name()) {
      case TYPE -> type = at.text(MAX_LENGTH);
      case PATH -> path = at.text(MAX_LENGTH);
      case REASON -> reason = at.text(MAX_LENGTH);
      default -> {}
    }
  }

  /**
   * The event being read is over.
   *
   * @param event its type
   * @param whole whether its data was a whole JSON value
   */
  void endEvent(String event, boolean whole) {
    if (levelRead > 0 && whole && levelRead == levelOf(event)) {
      counted = List.copyOf(listed);
    }
    level = 0;
    levelRead = 0;
  }

  /** Returns how deep events of this type have the list; -1 where they have none. */
  private static int levelOf(String event) {
    return switch (event) {
      case "message_start" -> 3;
      case "message_delta" -> 2;
      default -> -1;
    };
  }
}

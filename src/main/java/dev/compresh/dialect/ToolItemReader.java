package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the calls of a provider's own tools among the items of a Responses answer: its usage
 * object does not tell them. Items come one by one in a stream and all together at its end; the
 * larger count holds. Of searches only those count that search, as OpenAI charges them: opening a
 * page or finding a word on it costs nothing.
 */
final class ToolItemReader {
  /** Containers distinguished; a run in one more counts as one in a known one. */
  private static final int MOST_CONTAINERS = 16;

  private static final int LONGEST_ID = 96;

  /** Counts of one way in which items come. */
  private static final class ToolCounts {
    long searches;
    long fileSearches;
    long images;
    long other;
    final List<String> containers = new ArrayList<>(0);

    void add(String type, String action, String container) {
      switch (type) {
        case "web_search_call" -> searches += action.isEmpty() || action.equals("search") ? 1 : 0;
        case "file_search_call" -> fileSearches++;
        case "image_generation_call" -> images++;
        case "code_interpreter_call" -> {
          if (!containers.contains(container) && containers.size() < MOST_CONTAINERS) {
            containers.add(container);
          }
        }
        case "mcp_call" -> other++;
        default -> {}
      }
    }
  }

  private final ToolCounts streamed = new ToolCounts();
  private ToolCounts listed = new ToolCounts();

  // of the item being read
  private String type = "";
  private String action = "";
  private String container = "";
  private boolean itemRead;

  /** Returns how deep the item is in which the path is; 0 outside. */
  private static int level(JsonScan at) {
    int depth = at.depth();
    if (depth < 2 || at.array(1)) {
      return 0;
    }
    return switch (at.container(2)) {
      case ITEM -> at.array(2) ? 0 : 2;
      case OUTPUT -> depth >= 3 && at.array(2) && !at.array(3) ? 3 : 0;
      case RESPONSE ->
          depth >= 4
                  && !at.array(2)
                  && at.container(3) == MemberNames.OUTPUT
                  && at.array(3)
                  && !at.array(4)
              ? 4
              : 0;
      default -> 0;
    };
  }

  /** An object or array begins, the innermost of {@code at}. */
  void open(JsonScan at) {
    int depth = at.depth();
    if (depth == level(at)) {
      type = "";
      action = "";
      container = "";
    } else if (isList(at, depth)) {
      listed = new ToolCounts();
    }
  }

  private static boolean isList(JsonScan at, int depth) {
    return (depth == 2 || (depth == 3 && at.container(2) == MemberNames.RESPONSE))
        && at.container(depth) == MemberNames.OUTPUT
        && at.array(depth);
  }

  /** A string ended. */
  void string(JsonScan at) {
    int level = level(at);
    if (level == 0) {
      return;
    }
    if (at.depth() == level) {
      switch (at.name()) {
        case TYPE -> type = at.word();
        case CONTAINER_ID -> container = at.text(LONGEST_ID);
        default -> {}
      }
    } else if (at.depth() == level + 1
        && at.container(level + 1) == MemberNames.ACTION
        && at.name() == MemberNames.TYPE) {
      action = at.word();
    }
  }

  /** The innermost object or array of {@code at} ends. */
  void close(JsonScan at) {
    int level = level(at);
    if (level == 0 || at.depth() != level) {
      return;
    }
    if (level == 2) {
      itemRead = true;
    } else {
      listed.add(type, action, container);
    }
  }

  /** The event being read is over; {@code event} is its type. */
  void endEvent(String event) {
    if (itemRead && event.equals("response.output_item.done")) {
      streamed.add(type, action, container);
    }
    itemRead = false;
  }

  /** The calls seen. */
  ServerToolCalls counted() {
    return new ServerToolCalls(
        Math.max(streamed.searches, listed.searches),
        0,
        Math.max(streamed.containers.size(), listed.containers.size()),
        Math.max(streamed.fileSearches, listed.fileSearches),
        0,
        Math.max(streamed.images, listed.images),
        Math.max(streamed.other, listed.other));
  }
}

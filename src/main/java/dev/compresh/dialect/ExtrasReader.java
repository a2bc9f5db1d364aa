package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;
import java.util.Locale;

/**
 * Gathers what a usage object tells beyond tokens: calls of tools, how the request was served, and
 * what the provider says it costs. The largest of each figure counts, the last word of each name.
 */
final class ExtrasReader {
  /** More calls of one tool than any request makes. */
  static final long MOST_CALLS = 1_000;

  /** A thousand million USD in micro-USD. */
  private static final long MOST_COST = 1_000_000_000_000_000L;

  private static final int MICROS = 6;

  /** xAI counts money in ticks: 10,000 of them are a micro-USD. */
  private static final int TICKS = -4;

  private static final int LONGEST_NAME = 32;

  private long searches;
  private long fetches;
  private long codeRuns;
  private long fileSearches;
  private long xSearches;
  private long images;
  private long otherCalls;
  private String tier = "";
  private String geo = "";
  private String speed = "";
  private long cost = UsageExtras.UNKNOWN_COST;
  private long upstreamCost;
  private boolean ownKey;
  private boolean doubtful;

  /** A number that appears in the usage object itself. */
  void number(JsonScan at, long value) {
    switch (at.name()) {
      case COST, ESTIMATED_COST -> cost(at.scaledNumber(MICROS));
      case COST_IN_USD_TICKS -> cost(at.scaledNumber(TICKS));
      case NUM_SEARCH_QUERIES -> searches = calls(searches, value);
      default -> {}
    }
  }

  /**
   * A number that appears in an object inside the usage object.
   *
   * @param of that object's name
   */
  void detail(MemberNames of, JsonScan at, long value) {
    switch (of) {
      case SERVER_TOOL_USE, SERVER_SIDE_TOOL_USAGE_DETAILS -> call(at.name(), value);
      case COST -> {
        if (at.name() == MemberNames.TOTAL_COST) {
          cost(at.scaledNumber(MICROS));
        }
      }
      case COST_DETAILS -> {
        if (at.name() == MemberNames.UPSTREAM_INFERENCE_COST) {
          upstreamCost = Math.clamp(at.scaledNumber(MICROS), upstreamCost, MOST_COST);
        }
      }
      default -> {}
    }
  }

  private void call(MemberNames tool, long value) {
    switch (tool) {
      case WEB_SEARCH_REQUESTS, WEB_SEARCH_CALLS -> searches = calls(searches, value);
      case WEB_FETCH_REQUESTS -> fetches = calls(fetches, value);
      case CODE_EXECUTION_REQUESTS, CODE_INTERPRETER_CALLS -> codeRuns = calls(codeRuns, value);
      case FILE_SEARCH_CALLS, DOCUMENT_SEARCH_CALLS -> fileSearches = calls(fileSearches, value);
      case X_SEARCH_CALLS -> xSearches = calls(xSearches, value);
      case IMAGE_GENERATION_CALLS -> images = calls(images, value);
      default -> otherCalls = calls(otherCalls, value);
    }
  }

  private long calls(long before, long value) {
    boolean impossible = value < 0 || value > MOST_CALLS;
    doubtful |= impossible;
    return impossible ? before : Math.max(before, value);
  }

  private void cost(long micros) {
    if (micros >= 0) {
      cost = Math.max(cost, Math.min(micros, MOST_COST));
    }
  }

  /** The provider was called with a key of the account's own there: it bills that in addition. */
  void ownKey() {
    ownKey = true;
  }

  /** A string that appears in the usage object itself, or next to it. */
  void string(JsonScan at) {
    switch (at.name()) {
      case SERVICE_TIER -> tier = word(at, tier);
      case USAGE_TIER -> tier = word(at, tier).toLowerCase(Locale.ROOT);
      case INFERENCE_GEO -> geo = word(at, geo);
      case SPEED -> speed = word(at, speed);
      default -> {}
    }
  }

  private static String word(JsonScan at, String before) {
    String word = at.word();
    boolean plain =
        word.length() <= LONGEST_NAME
            && word.chars().allMatch(c -> c == '-' || c == '_' || c == '.' || isLetterOrDigit(c));
    return plain && !word.isEmpty() ? word : before;
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Returns whether a number of calls was reported that cannot be. */
  boolean isDoubtful() {
    return doubtful;
  }

  /**
   * Returns what was reported, besides what {@code extras} has already.
   *
   * @param seen calls that were seen in the answer itself; the larger figure of each tool counts
   */
  UsageExtras merge(UsageExtras extras, ServerToolCalls seen) {
    long reported = cost < 0 || !ownKey ? cost : cost + upstreamCost;
    ServerToolCalls tools =
        new ServerToolCalls(
            Math.max(searches, seen.webSearch()),
            Math.max(fetches, seen.webFetch()),
            Math.max(codeRuns, seen.codeExecution()),
            Math.max(fileSearches, seen.fileSearch()),
            Math.max(xSearches, seen.xSearch()),
            Math.max(images, seen.imageGeneration()),
            Math.max(otherCalls, seen.other()));
    boolean nothing =
        tools.isEmpty() && tier.isEmpty() && geo.isEmpty() && speed.isEmpty() && reported < 0;
    return nothing
        ? extras
        : extras.withTools(tools).withService(tier, geo, speed).withReportedCost(reported);
  }
}

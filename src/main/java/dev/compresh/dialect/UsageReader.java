package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage objects of an answer. Only those count that stand where the API, or a vendor that
 * speaks it, puts them; whatever else has the same names is text or a tool's data.
 */
final class UsageReader {
  private static final int LONGEST_FIGURE = 18;

  private final AnswerFormat answerFormat;
  private UsageFigures figures;

  /** Those of the object being read. */
  private UsageFigures incoming;

  private final ModalityReader modalities = new ModalityReader();
  private final IterationsReader iterations = new IterationsReader();
  private final ExtrasReader extras = new ExtrasReader();
  private final @Nullable ToolItemReader items;
  private final @Nullable GroundingReader grounding;
  private boolean isBegun;
  private long outputAtEnd = -1;
  private boolean fractional;

  UsageReader(AnswerFormat answerFormat) {
    this.answerFormat = answerFormat;
    this.figures = new UsageFigures(answerFormat);
    this.incoming = figures;
    this.items = answerFormat.hasToolItems() ? new ToolItemReader() : null;
    this.grounding = answerFormat.hasGrounding() ? new GroundingReader() : null;
  }

  /** An object or array begins; true where it is a usage object. */
  boolean open(JsonScan at) {
    if (items != null) {
      items.open(at);
    }
    if (grounding != null) {
      grounding.open(at);
    }
    int level = answerFormat.usageLevel(at);
    if (level == 0) {
      return false;
    }
    if (at.depth() == level && answerFormat.isUsageReplaced()) {
      incoming = new UsageFigures(answerFormat);
    }
    if (ModalityReader.isElement(at, level)) {
      modalities.open();
    }
    if (isIterations(at, level)) {
      if (at.depth() == level + 1) {
        iterations.openList();
      } else if (at.depth() == level + 2) {
        iterations.openEntry();
      }
    }
    return at.depth() == level;
  }

  /** The innermost object or array ends. */
  void close(JsonScan at) {
    if (items != null) {
      items.close(at);
    }
    int level = answerFormat.usageLevel(at);
    if (level > 0 && at.depth() == level && !incoming.isEmpty()) {
      figures = incoming;
    }
    if (level > 0 && ModalityReader.isElement(at, level)) {
      modalities.close(at, level, incoming);
    }
    if (level > 0 && isIterations(at, level)) {
      if (at.depth() == level + 1) {
        iterations.closeList();
      } else if (at.depth() == level + 2) {
        iterations.closeEntry();
      }
    }
  }

  private static boolean isIterations(JsonScan at, int level) {
    return at.depth() > level
        && at.container(level + 1) == MemberNames.ITERATIONS
        && at.array(level + 1);
  }

  /** A number was reported. */
  void number(JsonScan at, long value) {
    int level = answerFormat.usageLevel(at);
    if (level > 0) {
      String name = at.name().name();
      boolean isCount = name.endsWith("_TOKENS") || name.endsWith("_TOKEN_COUNT");
      fractional |= !at.isWholeNumber() && isCount;
      figure(at, level, value);
      extra(at, level, value);
    } else if (at.depth() == 1 && !at.array(1)) {
      // Ollama's own API has no usage object.
      switch (at.name()) {
        case PROMPT_EVAL_COUNT, EVAL_COUNT -> figures.number(at.name(), value);
        default -> {}
      }
    }
  }

  private void figure(JsonScan at, int level, long value) {
    int depth = at.depth();
    if (ModalityReader.isElement(at, level)) {
      modalities.number(at, value);
    }
    if (isIterations(at, level)) {
      UsageFigures entry = iterations.entry();
      if (entry == null || at.array(depth)) {
        return;
      }
      if (depth == level + 2) {
        entry.number(at.name(), value);
      } else if (depth == level + 3) {
        entry.detail(at.container(depth), at.name(), value);
      }
      return;
    }
    if (depth == level) {
      incoming.number(at.name(), value);
      // Anthropic tells the input when a message starts, the output only when it ends.
      if (at.container(2) == MemberNames.MESSAGE) {
        isBegun = true;
      } else if (at.name() == MemberNames.OUTPUT_TOKENS) {
        outputAtEnd = Math.max(outputAtEnd, value);
      }
    } else if (depth == level + 1 && !at.array(depth)) {
      incoming.detail(at.container(depth), at.name(), value);
    }
  }

  private void extra(JsonScan at, int level, long value) {
    if (at.depth() == level) {
      extras.number(at, value);
    } else if (at.depth() == level + 1 && !at.array(level + 1)) {
      extras.detail(at.container(level + 1), at, value);
    }
  }

  /** A string was reported. */
  void string(JsonScan at) {
    if (items != null) {
      items.string(at);
    }
    if (grounding != null) {
      grounding.string(at);
    }
    int level = answerFormat.usageLevel(at);
    if (level == 0) {
      boolean beside =
          at.depth() == 1 || (at.depth() == 2 && at.container(2) == MemberNames.RESPONSE);
      if (beside && at.name() == MemberNames.SERVICE_TIER) {
        extras.string(at);
      }
      return;
    }
    if (ModalityReader.isElement(at, level)) {
      modalities.string(at);
    }
    if (at.depth() == level) {
      extras.string(at);
    } else if (at.name() == MemberNames.MODEL
        && isIterations(at, level)
        && at.depth() == level + 2) {
      iterations.named(at.word());
    }
    long digits = digits(at.name() == MemberNames.OTHER ? "" : at.word());
    if (digits >= 0) {
      figure(at, level, digits);
    }
  }

  /** The number that {@code word} spells, as some gateways write figures; -1 where it is none. */
  private static long digits(String word) {
    boolean number =
        !word.isEmpty()
            && word.length() <= LONGEST_FIGURE
            && word.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Long.parseLong(word) : -1;
  }

  /** {@code true} was reported. */
  void isTrue(JsonScan at) {
    int level = answerFormat.usageLevel(at);
    if (level > 0 && at.depth() == level && at.name() == MemberNames.IS_BYOK) {
      extras.ownKey();
    }
  }

  /** The event being read is over; {@code event} is its type. */
  void endEvent(String event) {
    if (items != null) {
      items.endEvent(event);
    }
  }

  /**
   * Figures reported so far, null where none were; where a stream's last ones are still to come,
   * the output is {@code textTokens} at least.
   */
  @Nullable Usage usage(long textTokens) {
    Usage told = figures.usage(isBeginningOnly(textTokens) ? textTokens : 0);
    if (told == null) {
      return null;
    }
    Usage whole = iterations.merge(told);
    ServerToolCalls listed = items == null ? ServerToolCalls.NONE : items.counted();
    ServerToolCalls seen = grounding == null ? listed : grounding.counted();
    return whole.withExtras(extras.merge(whole.extras(), seen));
  }

  /**
   * Returns whether the output was reported only when the message started, or as nothing when it
   * ended.
   */
  private boolean isBeginningOnly(long textTokens) {
    return isBegun && (outputAtEnd < 0 || (outputAtEnd == 0 && textTokens > 0));
  }

  /** Returns how often the model was run, as far as reported; at least once. */
  int samplings() {
    return Math.max(1, iterations.entries());
  }

  /**
   * Figures that cannot be, or that are missing.
   *
   * @param textTokens of the text delivered
   */
  Set<UsageDoubt> doubts(long textTokens) {
    Set<UsageDoubt> doubts = EnumSet.noneOf(UsageDoubt.class);
    if (figures.isEmpty()) {
      return doubts;
    }
    doubts.addAll(figures.doubts());
    if (fractional) {
      doubts.add(UsageDoubt.NOT_WHOLE);
    }
    if (isBeginningOnly(textTokens)) {
      doubts.add(UsageDoubt.OUTPUT_MISSING);
    }
    if (extras.isDoubtful()) {
      doubts.add(UsageDoubt.TOOLS_IMPOSSIBLE);
    }
    return doubts;
  }
}

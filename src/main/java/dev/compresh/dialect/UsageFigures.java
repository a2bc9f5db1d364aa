package dev.compresh.dialect;

import dev.compresh.json.MemberNames;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the token figures of one usage object as they come. Streams tell them once or growing, in
 * several events; so the largest of each counts. A figure counts only where its vendor puts it.
 */
final class UsageFigures {
  private static final long UNKNOWN = -1;

  /**
   * More than any request has of anything: sums of what is reported beyond it would not fit a long.
   */
  static final long MOST = 1_000_000_000;

  /** More output than any model gives; a total beyond it does not tell of hidden reasoning. */
  private static final long MOST_HIDDEN = 1_000_000;

  private final AnswerFormat answerFormat;
  private long input = UNKNOWN;
  private long output = UNKNOWN;
  private long total = UNKNOWN;
  private long cacheMiss = UNKNOWN;
  private long cacheRead;
  private long cacheWrite;
  private long cacheWrite5m;
  private long cacheWrite30m;
  private long cacheWrite1h;
  private long cacheWrite12h;
  private long reasoning;

  /** Output that is not in the output given: Gemini's thoughts. */
  private long outputBeside;

  /** Input that is not in the input that is reported: what Gemini's own tools brought in. */
  private long inputBeside;

  private long heard;
  private long cachedSound;
  private long spoken;
  private long seconds;
  private boolean inputNegative;
  private boolean outputNegative;
  private boolean cacheNegative;

  UsageFigures(AnswerFormat answerFormat) {
    this.answerFormat = answerFormat;
  }

  /** A figure that appears in the usage object itself. */
  void number(MemberNames name, long told) {
    long value = Math.min(told, MOST);
    switch (name) {
      case PROMPT_TOKENS, INPUT_TOKENS, PROMPT_EVAL_COUNT, PROMPT_TOKEN_COUNT -> {
        input = Math.max(input, value);
        inputNegative |= value < 0;
      }
      case COMPLETION_TOKENS, OUTPUT_TOKENS, EVAL_COUNT, CANDIDATES_TOKEN_COUNT -> {
        output = Math.max(output, value);
        outputNegative |= value < 0;
      }
      case THOUGHTS_TOKEN_COUNT -> {
        outputBeside = Math.max(outputBeside, value);
        outputNegative |= value < 0;
        reasoning = Math.max(reasoning, value);
      }
      case TOOL_USE_PROMPT_TOKEN_COUNT -> {
        inputBeside = Math.max(inputBeside, value);
        inputNegative |= value < 0;
      }
      case TOTAL_TOKENS, TOTAL_TOKEN_COUNT -> total = Math.max(total, value);
      case CACHED_TOKENS,
          NUM_CACHED_TOKENS,
          CACHE_READ_INPUT_TOKENS,
          PROMPT_CACHE_HIT_TOKENS,
          CACHED_CONTENT_TOKEN_COUNT ->
          read(value);
      case PROMPT_CACHE_MISS_TOKENS -> cacheMiss = Math.max(cacheMiss, value);
      case CACHE_WRITE_TOKENS, CACHE_CREATION_INPUT_TOKENS -> write(value);
      case REASONING_TOKENS -> reasoning = Math.max(reasoning, value);
      case PROMPT_AUDIO_SECONDS -> seconds = Math.max(seconds, value);
      case SECONDS -> seconds = answerFormat.isChargedByTime() ? Math.max(seconds, value) : seconds;
      default -> {}
    }
  }

  /**
   * A figure that appears in an object inside the usage object.
   *
   * @param of that object's name
   */
  void detail(MemberNames of, MemberNames name, long told) {
    long value = Math.min(told, MOST);
    switch (of) {
      case PROMPT_TOKENS_DETAILS, PROMPT_TOKEN_DETAILS, INPUT_TOKENS_DETAILS, INPUT_TOKEN_DETAILS ->
          inputDetail(name, value);
      case COMPLETION_TOKENS_DETAILS, OUTPUT_TOKENS_DETAILS, OUTPUT_TOKEN_DETAILS -> {
        if (name == MemberNames.REASONING_TOKENS || name == MemberNames.THINKING_TOKENS) {
          reasoning = Math.max(reasoning, value);
        } else if (name == MemberNames.AUDIO_TOKENS) {
          spoken = Math.max(spoken, value);
        }
      }
      case CACHE_CREATION -> cacheLife(name, value);
      default -> {}
    }
  }

  /**
   * Tokens of one modality, of which sound alone has prices of its own.
   *
   * @param of the list in which they stand
   */
  void modality(MemberNames of, String name, long told) {
    long value = Math.min(told, MOST);
    if (!name.equals("AUDIO") || value < 0) {
      return;
    }
    switch (of) {
      case PROMPT_MODALITIES -> heard = Math.max(heard, value);
      case CACHE_MODALITIES -> cachedSound = Math.max(cachedSound, value);
      case CANDIDATES_MODALITIES -> spoken = Math.max(spoken, value);
      default -> {}
    }
  }

  private void inputDetail(MemberNames name, long value) {
    switch (name) {
      case CACHED_TOKENS, CACHE_READ_INPUT_TOKENS -> read(value);
      case CACHE_WRITE_TOKENS, CACHE_CREATION_INPUT_TOKENS -> write(value);
      case AUDIO_TOKENS -> heard = Math.max(heard, value);
      default -> {}
    }
  }

  private void cacheLife(MemberNames name, long value) {
    cacheNegative |= value < 0;
    switch (name) {
      case EPHEMERAL_5M_INPUT_TOKENS -> cacheWrite5m = Math.max(cacheWrite5m, value);
      case EPHEMERAL_30M_INPUT_TOKENS -> cacheWrite30m = Math.max(cacheWrite30m, value);
      case EPHEMERAL_1H_INPUT_TOKENS -> cacheWrite1h = Math.max(cacheWrite1h, value);
      case EPHEMERAL_12H_INPUT_TOKENS -> cacheWrite12h = Math.max(cacheWrite12h, value);
      default -> {}
    }
  }

  private void read(long value) {
    cacheRead = Math.max(cacheRead, value);
    cacheNegative |= value < 0;
  }

  private void write(long value) {
    cacheWrite = Math.max(cacheWrite, value);
    cacheNegative |= value < 0;
  }

  /** Returns whether nothing was reported that can be charged, not even what cannot be. */
  boolean isEmpty() {
    return input == UNKNOWN
        && output == UNKNOWN
        && total <= 0
        && cacheMiss == UNKNOWN
        && seconds == 0
        && !inputNegative
        && !outputNegative;
  }

  /**
   * Returns what was reported, null where nothing was.
   *
   * @param leastOutput output tokens that were seen to go by, whatever was reported
   */
  @Nullable Usage usage(long leastOutput) {
    if (isEmpty()) {
      return null;
    }
    long prompt = prompt();
    boolean believed = !isCacheImpossible();
    long lives = believed ? lives() : 0;
    long writes = believed ? Math.max(cacheWrite, lives) : 0;
    long read = believed ? cacheRead : 0;
    long fresh = answerFormat.isCacheInInput() ? prompt - read - writes : prompt;
    long answer = Math.max(leastOutput, output(prompt));
    return new Usage(
            fresh,
            read,
            lives == 0 ? writes : writes - lives + cacheWrite5m,
            lives == 0 ? 0 : cacheWrite1h,
            answer,
            Math.min(answer, Math.max(reasoning, outputBeside + hidden(prompt))),
            Math.min(Math.max(0, heard - cachedSound), fresh),
            spoken,
            seconds)
        .withExtras(
            lives == 0
                ? UsageExtras.NONE
                : UsageExtras.NONE.withCacheWrites(cacheWrite30m, cacheWrite12h));
  }

  /** Input tokens: of Anthropic without cached ones, of all others with them; never negative. */
  private long prompt() {
    if (input >= 0) {
      return (isCacheBeside() ? input + cached() : input) + inputBeside;
    }
    if (cacheMiss >= 0) {
      return cacheMiss + cacheRead;
    }
    return total > 0 ? Math.max(0, total - Math.max(0, output)) : 0;
  }

  /** Some gateways tell the cached tokens next to the prompt; then only the total is the sum. */
  private boolean isCacheBeside() {
    long cached = cached();
    return answerFormat.isCacheInInput()
        && cached > 0
        && inputBeside + outputBeside == 0
        && input >= 0
        && output >= 0
        && total == input + cached + output
        && (cached > input || reasoning != cached);
  }

  private boolean isCacheImpossible() {
    return answerFormat.isCacheInInput() && cached() > prompt();
  }

  private long cached() {
    return cacheRead + Math.max(cacheWrite, lives());
  }

  private long lives() {
    return cacheWrite5m + cacheWrite30m + cacheWrite1h + cacheWrite12h;
  }

  /** Output tokens that only the total includes: Gemini's thinking, xAI's reasoning. */
  private long hidden(long prompt) {
    if (!answerFormat.isHiddenInTotal() || input < 0 || output < 0) {
      return 0;
    }
    long hidden = total - prompt - output - outputBeside;
    return total > 0 && hidden > 0 && hidden <= MOST_HIDDEN ? hidden : 0;
  }

  private long output(long prompt) {
    if (total <= 0 && reasoning > output && output >= 0 && answerFormat.isReasoningOutside()) {
      return output + Math.min(reasoning, MOST_HIDDEN);
    }
    return output < 0 ? outputBeside : output + outputBeside + hidden(prompt);
  }

  /** Figures that cannot be, or that are missing. */
  Set<UsageDoubt> doubts() {
    Set<UsageDoubt> doubts = EnumSet.noneOf(UsageDoubt.class);
    if (input < 0 && inputNegative) {
      doubts.add(UsageDoubt.INPUT_NEGATIVE);
    } else if (input < 0 && cacheMiss < 0 && total <= 0 && seconds <= 0) {
      doubts.add(UsageDoubt.INPUT_MISSING);
    }
    if (output < 0 && outputNegative) {
      doubts.add(UsageDoubt.OUTPUT_NEGATIVE);
    } else if (output < 0 && answerFormat.isOutputExpected()) {
      doubts.add(UsageDoubt.OUTPUT_MISSING);
    }
    if (cacheNegative || isCacheImpossible()) {
      doubts.add(UsageDoubt.CACHE_IMPOSSIBLE);
    }
    return doubts;
  }
}

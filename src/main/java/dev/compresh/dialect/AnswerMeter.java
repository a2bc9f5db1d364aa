package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.compresh.json.JsonBlanks;
import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage, the end and the amount of text out of an answer's JSON: of the whole one, or of the
 * data of one stream event after another. Constant memory.
 */
final class AnswerMeter implements JsonScan.JsonScanListener {
  private static final int HEAD = 16;

  private final AnswerFormat answerFormat;
  private final boolean streamed;
  private final JsonScan scan = new JsonScan(this);
  private final UsageReader usage;
  private final @Nullable InputTransformationReader transformations;
  private final MadeObjects made;
  private final PendingResponse pending;
  private final byte[] head = new byte[HEAD];

  private long textWeight;
  private boolean complete;
  private int finished;
  private long lastChoice;
  private boolean blockEnded;
  private boolean reasoningShown;
  private boolean failed;
  private String responseId = "";
  private long sequence = -1;

  // of the event being read
  private int headLength;
  private boolean usageHere;
  private boolean choicesHere;
  private boolean choicesEmpty;
  private String type = "";

  AnswerMeter(AnswerFormat answerFormat, boolean streamed) {
    this.answerFormat = answerFormat;
    this.streamed = streamed;
    this.usage = new UsageReader(answerFormat);
    this.made = new MadeObjects(answerFormat, streamed);
    this.pending = new PendingResponse(answerFormat, streamed);
    this.transformations =
        answerFormat.hasInputTransformations() ? new InputTransformationReader(streamed) : null;
  }

  /** Data of the event being read, or of the whole answer. */
  void data(byte[] buf, int from, int to) {
    int begin = from;
    while (begin < to && headLength == 0 && !streamed && isByteOrderMark(buf[begin])) {
      begin++;
    }
    for (int i = begin; i < to && headLength < HEAD; i++) {
      if (headLength > 0 || !JsonBlanks.is(buf[i])) {
        head[headLength++] = buf[i];
      }
    }
    int at = scan.feed(buf, begin, to);
    while (answerFormat.isValuePerLine() && !streamed && scan.done() && at < to) {
      if (JsonBlanks.is(buf[at])) {
        at++;
      } else {
        scan.reset();
        at = scan.feed(buf, at, to);
      }
    }
  }

  /**
   * Returns whether {@code b} is of the mark that may stand before JSON; none of its bytes begins
   * JSON.
   */
  static boolean isByteOrderMark(byte b) {
    return b == (byte) 0xef || b == (byte) 0xbb || b == (byte) 0xbf;
  }

  /** The event being read is over. */
  void endEvent() {
    if (scan.done()) {
      complete |= answerFormat.isLastEvent(type) || isLastByReason();
    } else if (answerFormat.endsWithDone()) {
      complete |= isDone();
    }
    if (transformations != null) {
      transformations.endEvent(type, scan.done());
    }
    usage.endEvent(type);
    progress(type);
    headLength = 0;
    usageHere = false;
    choicesHere = false;
    choicesEmpty = false;
    type = "";
    scan.reset();
  }

  /** The whole answer, which is no stream, is over. */
  void endAnswer() {
    complete |= scan.done();
  }

  /** Returns whether nothing but reasons for ending ends such a stream, and all are there. */
  private boolean isLastByReason() {
    return answerFormat.endsByFinishReason()
        && !answerFormat.endsWithDone()
        && finished > 0
        && allFinished();
  }

  /** Returns whether the answer is an array, which may grow as a stream does. */
  boolean isArray() {
    return headLength > 0 && head[0] == '[';
  }

  private boolean isDone() {
    int length = headLength;
    while (length > 0 && JsonBlanks.is(head[length - 1])) {
      length--;
    }
    return length == 6 && new String(head, 0, 6, US_ASCII).equals("[DONE]");
  }

  /** How far the content is: its pieces begin and end one by one. */
  private void progress(String event) {
    failed |= event.equals("error") || event.equals("response.failed");
    reasoningShown |= answerFormat.isReasoningEvent(event);
    blockEnded =
        switch (answerFormat.contentStep(event)) {
          case ENDS -> true;
          case GOES_ON -> false;
          case UNCHANGED -> blockEnded;
        };
  }

  /** Returns whether a choice has given its reason for ending, so that a usage event may come. */
  boolean finishing() {
    return finished > 0;
  }

  /** Returns whether every choice that began has given its reason for ending. */
  boolean allFinished() {
    return finished > lastChoice;
  }

  /** Returns whether the event being read may still turn out to be the usage event. */
  boolean maybeUsage() {
    return (headLength == 0 || head[0] == '{') && (!choicesHere || choicesEmpty);
  }

  /** Returns whether the event read is the usage event: usage reported, and no choice. */
  boolean isUsage() {
    return scan.done() && usageHere && choicesHere && choicesEmpty;
  }

  boolean complete() {
    return complete;
  }

  /** Figures reported so far; where a stream's last ones are still to come, output is a guess. */
  @Nullable Usage usage() {
    return usage.usage(estimatedTokens());
  }

  /**
   * Returns whether the model has finished, as far as is to be seen: only its figures are to come.
   */
  boolean contentEnded() {
    return (complete && pendingId().isEmpty())
        || (answerFormat.endsByFinishReason() ? allFinished() && finished > 0 : blockEnded);
  }

  /** All that was read so far. */
  MeterReading reading() {
    return new MeterReading(
        usage(),
        usage.doubts(estimatedTokens()),
        usage.samplings(),
        estimatedTokens(),
        contentEnded(),
        reasoningShown,
        failed,
        inputTransformations(),
        madeIds(),
        pendingId());
  }

  /** The response that the provider goes on with in the background; "" for none. */
  private String pendingId() {
    return usage() == null && !failed ? pending.id() : "";
  }

  /** A quarter of the characters, those beyond ASCII counted three times. */
  long estimatedTokens() {
    return (textWeight + 3) / 4;
  }

  /** Returns what the provider says it did to the input. */
  List<InputTransformation> inputTransformations() {
    return transformations == null ? List.of() : transformations.counted();
  }

  /** Ids of what the provider has made and keeps. */
  List<String> madeIds() {
    return made.ids();
  }

  String responseId() {
    return responseId;
  }

  long sequence() {
    return sequence;
  }

  @Override
  public void open(JsonScan at) {
    int depth = at.depth();
    if (depth == 2 && at.container(2) == MemberNames.CHOICES && at.array(2)) {
      choicesHere = true;
      choicesEmpty = true;
    } else if (depth == 3 && at.container(2) == MemberNames.CHOICES) {
      choicesEmpty = false;
    } else if (at.container(depth) == MemberNames.ERROR && !at.array(depth)) {
      failed |=
          depth == 2 || (depth == 3 && (at.array(1) || at.container(2) == MemberNames.RESPONSE));
    }
    usageHere |= usage.open(at);
    if (transformations != null) {
      transformations.open(at);
    }
  }

  @Override
  public void close(JsonScan at) {
    usage.close(at);
    if (transformations != null) {
      transformations.close(at);
    }
  }

  @Override
  public void number(JsonScan at, long value) {
    usage.number(at, value);
    if (at.depth() == 1 && at.name() == MemberNames.SEQUENCE_NUMBER) {
      sequence = value;
    } else if (answerFormat.isInChoice(at) && at.name() == MemberNames.INDEX) {
      lastChoice = Math.max(lastChoice, value);
    }
  }

  @Override
  public void string(JsonScan at, long weight) {
    made.string(at);
    pending.string(at);
    if (transformations != null) {
      transformations.string(at);
    }
    usage.string(at);
    finished += answerFormat.isFinishReason(at) ? 1 : 0;
    switch (at.name()) {
      case TYPE -> {
        if (at.depth() == 1) {
          type = at.word();
        }
      }
      case ID -> {
        if (at.depth() == 2 && at.container(2) == MemberNames.RESPONSE) {
          responseId = at.word();
        }
      }
      case DELTA -> textWeight += at.depth() == 1 ? weight : 0;
      case THINKING, REASONING_CONTENT, REASONING -> reasoningShown |= text(at, weight);
      case CONTENT, TEXT, PARTIAL_JSON, ARGUMENTS, REFUSAL -> text(at, weight);
      default -> {}
    }
  }

  /** Counts a text of the answer; true where it is one that has something. */
  private boolean text(JsonScan at, long weight) {
    boolean counts = weight > 0 && answerFormat.isAnswerText(at, streamed);
    textWeight += counts ? weight : 0;
    return counts;
  }

  @Override
  public void literal(JsonScan at, boolean isNull) {
    if (at.isTrue()) {
      pending.isTrue(at);
      usage.isTrue(at);
    }
  }
}

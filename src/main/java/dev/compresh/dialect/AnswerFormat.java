package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;

/**
 * How the answers of one API are read: where usage appears and what its figures mean, what ends a
 * stream, which ids name something that the provider keeps. The defaults are those of most APIs.
 */
interface AnswerFormat {
  /** The step that an event of a stream takes in its piece of content. */
  enum ContentStep {
    GOES_ON,
    ENDS,
    UNCHANGED
  }

  /** Returns how deep the usage object is in which {@code at} is; 0 outside of one. */
  default int usageLevel(JsonScan at) {
    return UsagePlaces.second(at);
  }

  /**
   * Returns whether each usage object replaces the one before it; else the largest of each figure
   * counts.
   */
  default boolean isUsageReplaced() {
    return false;
  }

  /** Returns whether answers list the searches that they are grounded in. */
  default boolean hasGrounding() {
    return false;
  }

  /**
   * Returns whether the input that is reported includes what was read from caches and written to
   * them.
   */
  default boolean isCacheInInput() {
    return true;
  }

  /**
   * Returns whether a total beyond input and output tells of output that is counted nowhere else.
   */
  default boolean isHiddenInTotal() {
    return true;
  }

  /** Returns whether some vendors leave reasoning out of the output reported. */
  default boolean isReasoningOutside() {
    return false;
  }

  /** Returns whether figures without output are incomplete. */
  default boolean isOutputExpected() {
    return true;
  }

  /** Returns whether {@code seconds} are charged. */
  default boolean isChargedByTime() {
    return false;
  }

  /** Returns whether answers list calls of the provider's own tools as items. */
  default boolean hasToolItems() {
    return false;
  }

  /** Returns whether an answer may go on in the background, to be fetched later. */
  default boolean isMadeInBackground() {
    return false;
  }

  /** Returns whether answers say what the provider did to the input. */
  default boolean hasInputTransformations() {
    return false;
  }

  /**
   * Returns whether the string at {@code at} names something that the provider has made and keeps.
   *
   * @param streamed whether it appears in an event of a stream
   */
  default boolean isMadeObject(JsonScan at, boolean streamed) {
    return false;
  }

  /** Returns whether the text at {@code at} is a piece of the answer. */
  default boolean isAnswerText(JsonScan at, boolean streamed) {
    if (!streamed) {
      return true;
    }
    for (int level = 2; level <= Math.min(at.depth(), 4); level++) {
      if (at.container(level) == MemberNames.DELTA) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether the member at {@code at} belongs to one of several answers, as in Chat's
   * choices.
   */
  default boolean isInChoice(JsonScan at) {
    return at.depth() == 3 && at.container(2) == MemberNames.CHOICES;
  }

  /** Returns whether the string at {@code at} is the reason for which one of the answers ended. */
  default boolean isFinishReason(JsonScan at) {
    return at.name() == MemberNames.FINISH_REASON && isInChoice(at);
  }

  /** Returns whether content ends when each of the answers has given its reason for ending. */
  default boolean endsByFinishReason() {
    return false;
  }

  /** Returns whether the event {@code [DONE]} ends streams. */
  default boolean endsWithDone() {
    return false;
  }

  /** Returns whether an event of this type ends the stream. */
  default boolean isLastEvent(String type) {
    return false;
  }

  /** Returns how far content is after an event of this type. */
  default ContentStep contentStep(String type) {
    return ContentStep.UNCHANGED;
  }

  /** Returns whether an event of this type shows the model's reasoning. */
  default boolean isReasoningEvent(String type) {
    return false;
  }

  /** Returns whether an answer may be one JSON value per line. */
  default boolean isValuePerLine() {
    return false;
  }
}

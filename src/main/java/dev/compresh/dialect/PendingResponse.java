package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;

/**
 * Notices a response that the provider makes in the background: one that says so of itself, or one
 * that is answered before it is finished.
 */
final class PendingResponse {
  private final boolean isKnown;
  private final int level;
  private String id = "";
  private boolean isInBackground;
  private boolean isUnfinished;

  /**
   * @param streamed whether the response is inside events
   */
  PendingResponse(AnswerFormat answerFormat, boolean streamed) {
    this.isKnown = answerFormat.isMadeInBackground();
    this.level = streamed ? 2 : 1;
  }

  void string(JsonScan at) {
    if (!isOfResponse(at)) {
      return;
    }
    if (at.name() == MemberNames.ID) {
      id = at.word();
    } else if (at.name() == MemberNames.STATUS && level == 1) {
      String status = at.word();
      isUnfinished = status.equals("queued") || status.equals("in_progress");
    }
  }

  void isTrue(JsonScan at) {
    isInBackground |= isOfResponse(at) && at.name() == MemberNames.BACKGROUND;
  }

  private boolean isOfResponse(JsonScan at) {
    return isKnown
        && at.depth() == level
        && !at.array(level)
        && (level == 1 || at.container(level) == MemberNames.RESPONSE);
  }

  /** The response's id; "" where it is not made in the background. */
  String id() {
    return isInBackground || isUnfinished ? id : "";
  }
}

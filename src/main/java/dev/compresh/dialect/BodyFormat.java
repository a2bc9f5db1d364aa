package dev.compresh.dialect;

import dev.compresh.json.JsonTokenCursor;

/** How the request bodies of one API are read. */
interface BodyFormat {
  /** The root field that holds the conversation. */
  String conversationField();

  /** Returns whether the conversation may also be a single string, the user's. */
  boolean isTextConversation();

  /** A reader of the conversation's elements; it may have state, and is for one body. */
  MessageReader messageReader();

  /**
   * Reads the value of a root field that this API gives a meaning of its own.
   *
   * @return false where the cursor was left alone: then the field is read as in all APIs ({@link
   *     EnvelopeDraft#read})
   */
  boolean readField(String key, JsonTokenCursor jsonTokenCursor, EnvelopeDraft envelopeDraft);
}

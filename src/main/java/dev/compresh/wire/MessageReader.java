package dev.compresh.wire;

/** Reads the elements of a conversation's array, as one API writes them. */
sealed interface MessageReader permits ChatReader, MessagesReader, ResponsesReader {

  /** Reads the members of the object that the cursor stepped into, up to its end. */
  void read(Cursor cursor, MessageDraft draft, int objectStart);

  static MessageReader of(Dialect dialect) {
    return switch (dialect) {
      case CHAT -> new ChatReader();
      case MESSAGES -> new MessagesReader();
      case RESPONSES -> new ResponsesReader();
    };
  }

  /** The parts of a message of ordinary content. */
  static void parts(Content content, MessageDraft draft) {
    if (content.literal() != null) {
      draft.parts.addAll(content.texts());
    }
    for (Block block : content.blocks()) {
      draft.parts.add(block.part());
    }
    if (content.odd() && content.blocks().isEmpty()) {
      draft.parts.add(new Part.Fixed(content.span(), "unknown"));
    }
  }

  /** A tool's result whose value is {@code content}. */
  static Part.ToolResult result(
      Span span, String callId, boolean error, Content content, boolean cacheControl) {
    var texts = content.texts();
    boolean cached = cacheControl || texts.stream().anyMatch(Part.Text::cacheControl);
    return new Part.ToolResult(span, callId, error, texts, content.textOnly(), cached);
  }
}

package dev.compresh.session;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;

/** Reads what a user's message says, without the blocks that clients put around it. Bounded. */
final class FirstWords {
  /** Characters that count. */
  private static final int MOST = 16_384;

  /** Bytes of each text that are read; blocks of clients may be long. */
  private static final int READ = 65_536;

  private FirstWords() {}

  /** The words, with single spaces between them; empty where there are none of the user's own. */
  static String read(Prompt prompt, Message message) {
    StringBuilder words = new StringBuilder();
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart textPart && words.length() < MOST) {
        append(words, ClientBlocks.strip(read(prompt.body(), textPart.literal())));
      }
    }
    words.setLength(Math.min(words.length(), MOST));
    return words.toString().strip();
  }

  private static String read(byte[] body, ByteSpan literal) {
    if (literal.length() <= READ) {
      return JsonText.decode(body, literal);
    }
    // No escape and no character of several bytes has a space in it.
    int end = literal.start() + READ;
    while (end > literal.start() && body[end] != ' ') {
      end--;
    }
    end = end == literal.start() ? literal.start() + READ : end;
    return JsonText.decode(body, new ByteSpan(literal.start(), end + 1));
  }

  private static void append(StringBuilder words, String text) {
    boolean space = !words.isEmpty();
    for (int i = 0; i < text.length() && words.length() < MOST; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        space = true;
      } else {
        if (space && !words.isEmpty()) {
          words.append(' ');
        }
        words.append(c);
        space = false;
      }
    }
  }
}

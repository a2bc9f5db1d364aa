package dev.compresh.session;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Derives a session's id as versions before 0.2 did: from system text and first user message as
 * they stand. Sessions that were begun so keep their ids, since what was sent in them is found by
 * these.
 */
final class EarlierSessionId {
  /** Bytes of system text that count; what changes with time (dates, state) mostly comes after. */
  private static final int SYSTEM = 4096;

  private static final int FIRST_MESSAGE = 16_384;
  private static final int ID_BYTES = 16;

  private final MessageDigest sha = sha256();
  private int room;

  private EarlierSessionId() {}

  /** {@code s_} and 22 letters; always the same for the same key and beginning. */
  static String id(String keyId, @Nullable Prompt prompt) {
    EarlierSessionId beginning = new EarlierSessionId();
    beginning.text(keyId);
    if (prompt != null) {
      String hint = prompt.envelope().conversationHint();
      beginning.text(hint == null ? "" : hint);
      // Many conversations may share a hint, so it sets apart but does not join; but where the
      // provider holds the earlier turns, the body doesn't show where it all began.
      if (hint == null || !prompt.envelope().previousResponse()) {
        beginning.system(prompt);
        beginning.firstMessage(prompt);
      }
    }
    byte[] id = Arrays.copyOf(beginning.sha.digest(), ID_BYTES);
    return "s_" + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  private void system(Prompt prompt) {
    room = SYSTEM;
    byte[] body = prompt.body();
    for (ByteSpan byteSpan : prompt.envelope().fixed()) {
      if (named(body, byteSpan, "\"system\"") || named(body, byteSpan, "\"instructions\"")) {
        bytes(body, byteSpan);
      }
    }
    for (Message message : prompt.messages()) {
      if (message.role() != MessageRole.SYSTEM) {
        break;
      }
      texts(body, message);
    }
    sha.update((byte) 0);
  }

  private void firstMessage(Prompt prompt) {
    room = FIRST_MESSAGE;
    for (Message message : prompt.messages()) {
      if (message.role() == MessageRole.USER) {
        if (!texts(prompt.body(), message)) {
          sha.update(
              ByteBuffer.allocate(2 * Long.BYTES)
                  .putLong(message.digest().high())
                  .putLong(message.digest().low())
                  .flip());
        }
        return;
      }
    }
    bytes(prompt.body(), prompt.array());
  }

  /** Returns whether there was any text. */
  private boolean texts(byte[] body, Message message) {
    boolean any = false;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart textPart) {
        bytes(body, textPart.literal());
        any = true;
      }
    }
    return any;
  }

  private void bytes(byte[] body, ByteSpan byteSpan) {
    int length = Math.min(byteSpan.length(), room);
    sha.update(body, byteSpan.start(), length);
    room -= length;
  }

  private void text(String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  /** Returns whether the value at {@code span} is under {@code key}, given with its quotes. */
  private static boolean named(byte[] body, ByteSpan byteSpan, String key) {
    int at = lastNonBlank(body, byteSpan.start());
    if (at < 0 || body[at] != ':') {
      return false;
    }
    int end = lastNonBlank(body, at) + 1;
    int start = end - key.length();
    return start >= 0
        && key.equals(new String(body, start, key.length(), StandardCharsets.ISO_8859_1));
  }

  /** Offset of the last byte before {@code at} that is no white space, -1 where there is none. */
  private static int lastNonBlank(byte[] body, int at) {
    int i = at - 1;
    while (i >= 0 && body[i] <= ' ' && body[i] >= 0) {
      i--;
    }
    return i;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.compresh.session;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Derives a session's id from what comes again with every turn: the key, and the first words of the
 * user, without what clients put around them. Many system texts hold a clock, a working folder or
 * what was just looked up, so that they count only where the first words are too few to tell
 * conversations apart, and then without what changes. Only text counts: clients move {@code
 * cache_control} along, turn plain content into blocks, and may switch the model on the way.
 */
final class DerivedSessionId {
  /** First words of so many characters tell conversations apart. */
  private static final int TELLING = 64;

  private static final int ID_BYTES = 16;

  private final MessageDigest sha = sha256();

  private DerivedSessionId() {}

  /** {@code s_} and 22 letters; always the same for the same key and conversation. */
  static String derive(String keyId, @Nullable Prompt prompt) {
    DerivedSessionId id = new DerivedSessionId();
    id.add(keyId);
    if (prompt != null) {
      String hint = prompt.envelope().conversationHint();
      id.add(hint == null ? "" : hint);
      // Many conversations may share a hint, so it sets apart but does not join; but where the
      // provider holds the earlier turns, the body doesn't show where it all began.
      if (hint == null || !prompt.envelope().previousResponse()) {
        id.addBeginning(prompt);
      }
    }
    byte[] bytes = Arrays.copyOf(id.sha.digest(), ID_BYTES);
    return "s_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void addBeginning(Prompt prompt) {
    String first = "";
    Message bare = null;
    for (Message message : prompt.messages()) {
      if (message.role() == MessageRole.USER) {
        bare = bare == null ? message : bare;
        first = FirstWords.read(prompt, message);
        if (!first.isEmpty()) {
          break;
        }
      }
    }
    if (first.length() < TELLING) {
      add(StableSystemText.strip(prompt));
    }
    if (!first.isEmpty()) {
      add(first);
    } else if (bare != null) {
      addDigest(bare);
    } else {
      sha.update(prompt.body(), prompt.array().start(), prompt.array().length());
    }
  }

  /** No words at all: an image, or nothing but what the client says of itself. */
  private void addDigest(Message message) {
    sha.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(message.digest().high())
            .putLong(message.digest().low())
            .flip());
  }

  private void add(String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

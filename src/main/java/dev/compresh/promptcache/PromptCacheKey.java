package dev.compresh.promptcache;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.json.BodyEdit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Makes {@code prompt_cache_key}, by which OpenAI brings like requests to the same cache: an opaque
 * hash of organisation, key and static prefix. The same prefix gives the same key on every instance
 * and at every time; nobody can tell from it whose it is.
 */
public final class PromptCacheKey {
  private static final String NAME = "prompt_cache_key";
  private static final ByteSearch STANDS = new ByteSearch('"' + NAME + '"');
  private static final int BYTES = 16;

  private PromptCacheKey() {}

  /**
   * The edit that sets it; empty where the client set one.
   *
   * @param owner ids of organisation and key
   */
  public static Optional<BodyEdit> edit(Prompt prompt, String... owner) {
    byte[] body = prompt.body();
    if (STANDS.isIn(body, 0, body.length)) {
      return Optional.empty();
    }
    List<BodyField> fields = BodyField.listFields(prompt);
    int at = fields.isEmpty() ? -1 : fields.getLast().value().end();
    String json = ",\"" + NAME + "\":\"" + derive(prompt, owner) + '"';
    return at < 0
        ? Optional.empty()
        : Optional.of(new BodyEdit.InsertEdit(at, json.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String derive(Prompt prompt, String... owner) {
    MessageDigest sha = sha256();
    for (String part : owner) {
      sha.update(part.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
    }
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(leading(prompt)).flip());
    byte[] hash = Arrays.copyOf(sha.digest(), BYTES);
    return "c_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /** One hash of tools, instructions and the leading system messages. */
  public static long leading(Prompt prompt) {
    long hash = PromptPrefix.hash(prompt);
    for (Message message : prompt.messages()) {
      if (message.role() != MessageRole.SYSTEM) {
        break;
      }
      hash = hash * 0x9e3779b97f4a7c15L + message.digest().high();
    }
    return hash;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

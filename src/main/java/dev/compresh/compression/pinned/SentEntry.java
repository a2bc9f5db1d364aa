package dev.compresh.compression.pinned;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** One entry of what was sent in a session. Written once. */
public sealed interface SentEntry {

  /**
   * A request: how the messages went out that it added to an earlier one.
   *
   * @param id names the entry within its session, never 0
   * @param parent the entry that it continues, 0 where it begins a conversation
   * @param kept how many messages of the conversation stand as in the parent
   * @param account the provider that was asked
   * @param bound whether thinking was in it, or in what it continues
   * @param chain {@link MessageChain} hashes of the messages behind those
   * @param forms how these were sent; as many
   */
  record SentRequest(
      long id,
      long parent,
      int kept,
      String account,
      boolean bound,
      long[] chain,
      List<PinnedMessage> forms)
      implements SentEntry {
    public SentRequest {
      forms = List.copyOf(forms);
    }

    /** An entry with an id made of what it says: the same again is the same entry. */
    public static SentRequest of(
        long parent,
        int kept,
        String account,
        boolean bound,
        long[] chain,
        List<PinnedMessage> forms) {
      SentRequest unnamed = new SentRequest(0, parent, kept, account, bound, chain, forms);
      long id = ByteBuffer.wrap(sha256(SentEntryCodec.encode(unnamed))).getLong();
      return new SentRequest(id == 0 ? 1 : id, parent, kept, account, bound, chain, forms);
    }

    private static byte[] sha256(byte[] bytes) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e); // every Java platform has it
      }
    }

    /** Messages of the conversation up to the end of this entry. */
    int length() {
      return kept + forms.size();
    }
  }

  /**
   * A provider found thinking blocks bound to another conversation.
   *
   * @param place {@link MessageChain} hash of the last message of that request
   * @param from the first message whose blocks failed, in the client's conversation
   */
  record BindingMismatch(long place, int from) implements SentEntry {}
}

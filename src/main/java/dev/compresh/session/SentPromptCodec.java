package dev.compresh.session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what was sent in a session as its state: hashes and figures, no text. */
final class SentPromptCodec {
  private static final int VERSION = 1;
  private static final int FIXED_BYTES = 50;
  private static final int PLACE_BYTES = 20;

  private SentPromptCodec() {}

  /** Encodes the newest that fit, which stand at the end. */
  static SessionState encode(List<SentPrompt> prompts) {
    int from = prompts.size();
    int size = 0;
    while (from > 0 && size + size(prompts.get(from - 1)) <= SessionState.LARGEST) {
      from--;
      size += size(prompts.get(from));
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    prompts.subList(from, prompts.size()).forEach(prompt -> put(bytes, prompt));
    return new SessionState(VERSION, bytes.array());
  }

  private static int size(SentPrompt prompt) {
    return FIXED_BYTES + PLACE_BYTES * prompt.trail().raw().length;
  }

  private static void put(ByteBuffer bytes, SentPrompt prompt) {
    PromptFingerprint trail = prompt.trail();
    bytes
        .putLong(prompt.time().toEpochMilli())
        .putLong(prompt.original())
        .putLong(prompt.stable())
        .put((byte) (prompt.changed() ? 1 : 0))
        .putInt(prompt.misses())
        .putLong(prompt.cacheLife().toMillis())
        .putLong(trail.head())
        .put((byte) (trail.live() ? 1 : 0))
        .putInt(trail.raw().length);
    for (int i = 0; i < trail.raw().length; i++) {
      bytes.putLong(trail.raw()[i]).putLong(trail.sent()[i]).putInt(trail.ends()[i]);
    }
  }

  /** Decodes {@code state}; nothing where it is of another form. */
  static List<SentPrompt> decode(@Nullable SessionState state) {
    if (state == null || state.version() != VERSION) {
      return List.of();
    }
    List<SentPrompt> prompts = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes());
    try {
      while (bytes.hasRemaining()) {
        prompts.add(get(bytes));
      }
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      return List.of();
    }
    return prompts;
  }

  private static SentPrompt get(ByteBuffer bytes) {
    Instant time = Instant.ofEpochMilli(bytes.getLong());
    long original = bytes.getLong();
    long stable = bytes.getLong();
    boolean changed = bytes.get() == 1;
    int misses = bytes.getInt();
    Duration life = Duration.ofMillis(bytes.getLong());
    long head = bytes.getLong();
    boolean live = bytes.get() == 1;
    int length = bytes.getInt();
    if (length > bytes.remaining() / PLACE_BYTES) {
      throw new BufferUnderflowException();
    }
    long[] raw = new long[length];
    long[] sent = new long[length];
    int[] ends = new int[length];
    for (int i = 0; i < length; i++) {
      raw[i] = bytes.getLong();
      sent[i] = bytes.getLong();
      ends[i] = bytes.getInt();
    }
    return new SentPrompt(
        new PromptFingerprint(head, raw, sent, ends, live),
        time,
        original,
        stable,
        changed,
        misses,
        life);
  }
}

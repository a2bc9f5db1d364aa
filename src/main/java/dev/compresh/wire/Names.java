package dev.compresh.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;

/** Names of members that metering looks for in answers, in lower case there. */
enum Names {
  /** Any other name, the root, and elements of arrays. */
  OTHER,
  // where usage stands, and what tells streams' events apart
  USAGE,
  MESSAGE,
  RESPONSE,
  X_GROQ,
  TYPE,
  ID,
  SEQUENCE_NUMBER,
  CHOICES,
  INDEX,
  FINISH_REASON,
  // what the provider did to the input
  INPUT_TRANSFORMATIONS,
  PATH,
  REASON,
  // what the model says
  DELTA,
  CONTENT,
  TEXT,
  THINKING,
  PARTIAL_JSON,
  ARGUMENTS,
  REASONING_CONTENT,
  REASONING,
  REFUSAL,
  // what the provider keeps
  CONVERSATION,
  CONTAINER,
  CONTAINER_ID,
  FILE_ID,
  // figures
  PROMPT_TOKENS,
  INPUT_TOKENS,
  COMPLETION_TOKENS,
  OUTPUT_TOKENS,
  CACHED_TOKENS,
  CACHE_READ_INPUT_TOKENS,
  PROMPT_CACHE_HIT_TOKENS,
  CACHE_WRITE_TOKENS,
  CACHE_CREATION_INPUT_TOKENS,
  EPHEMERAL_5M_INPUT_TOKENS,
  EPHEMERAL_1H_INPUT_TOKENS,
  REASONING_TOKENS,
  AUDIO_TOKENS,
  // what figures are about; the forms without an s are those of transcriptions
  PROMPT_TOKENS_DETAILS,
  INPUT_TOKENS_DETAILS,
  INPUT_TOKEN_DETAILS,
  COMPLETION_TOKENS_DETAILS,
  OUTPUT_TOKENS_DETAILS,
  OUTPUT_TOKEN_DETAILS,
  /** Of sound, where that is what is charged. */
  SECONDS;

  private static final Names[] ALL = values();
  private static final byte[][] BYTES =
      Arrays.stream(ALL)
          .map(name -> name == OTHER ? "" : name.name().toLowerCase(Locale.ROOT))
          .map(name -> name.getBytes(US_ASCII))
          .toArray(byte[][]::new);

  /** The name that the first {@code length} bytes of {@code key} are. */
  static Names of(byte[] key, int length) {
    for (int i = 1; i < ALL.length; i++) {
      byte[] name = BYTES[i];
      if (name.length == length
          && name[0] == key[0]
          && Arrays.equals(name, 0, length, key, 0, length)) {
        return ALL[i];
      }
    }
    return OTHER;
  }
}

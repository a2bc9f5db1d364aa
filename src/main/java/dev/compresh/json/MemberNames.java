package dev.compresh.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names of members that metering looks for in answers, in lower case there unless given. */
public enum MemberNames {
  /** Any other name, the root, and elements of arrays. */
  OTHER,
  // where usage appears, and what tells streams' events apart
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
  ERROR,
  MODEL,
  // tools that ran at the provider
  OUTPUT,
  ITEM,
  ACTION,
  CONTAINER_ID,
  // what the provider did to the input
  INPUT_TRANSFORMATIONS,
  PATH,
  REASON,
  // whether the answer is still being made
  STATUS,
  BACKGROUND,
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
  FILE_ID,
  // figures
  PROMPT_TOKENS,
  INPUT_TOKENS,
  PROMPT_EVAL_COUNT,
  COMPLETION_TOKENS,
  OUTPUT_TOKENS,
  EVAL_COUNT,
  TOTAL_TOKENS,
  CACHED_TOKENS,
  NUM_CACHED_TOKENS,
  CACHE_READ_INPUT_TOKENS,
  PROMPT_CACHE_HIT_TOKENS,
  PROMPT_CACHE_MISS_TOKENS,
  CACHE_WRITE_TOKENS,
  CACHE_CREATION_INPUT_TOKENS,
  EPHEMERAL_5M_INPUT_TOKENS,
  EPHEMERAL_30M_INPUT_TOKENS,
  EPHEMERAL_1H_INPUT_TOKENS,
  EPHEMERAL_12H_INPUT_TOKENS,
  REASONING_TOKENS,
  THINKING_TOKENS,
  AUDIO_TOKENS,
  // what figures are about; the forms without an s are those of transcriptions and of Mistral
  PROMPT_TOKENS_DETAILS,
  PROMPT_TOKEN_DETAILS,
  INPUT_TOKENS_DETAILS,
  INPUT_TOKEN_DETAILS,
  COMPLETION_TOKENS_DETAILS,
  OUTPUT_TOKENS_DETAILS,
  OUTPUT_TOKEN_DETAILS,
  CACHE_CREATION,
  ITERATIONS,
  // calls of tools: Anthropic's and OpenRouter's, xAI's, Perplexity's
  SERVER_TOOL_USE,
  WEB_SEARCH_REQUESTS,
  WEB_FETCH_REQUESTS,
  CODE_EXECUTION_REQUESTS,
  SERVER_SIDE_TOOL_USAGE_DETAILS,
  WEB_SEARCH_CALLS,
  X_SEARCH_CALLS,
  CODE_INTERPRETER_CALLS,
  FILE_SEARCH_CALLS,
  DOCUMENT_SEARCH_CALLS,
  IMAGE_GENERATION_CALLS,
  MCP_CALLS,
  NUM_SEARCH_QUERIES,
  // how it was served
  SERVICE_TIER,
  INFERENCE_GEO,
  SPEED,
  // what it costs: OpenRouter's and Perplexity's, DeepInfra's, xAI's
  COST,
  TOTAL_COST,
  ESTIMATED_COST,
  COST_IN_USD_TICKS,
  COST_DETAILS,
  UPSTREAM_INFERENCE_COST,
  IS_BYOK,
  /** Of sound, where that is what is charged. */
  SECONDS,
  PROMPT_AUDIO_SECONDS,
  // Gemini's own API, which writes names in another way
  CANDIDATES,
  CANDIDATE_FINISH("finishReason"),
  PROMPT_FEEDBACK("promptFeedback"),
  BLOCK_REASON("blockReason"),
  USAGE_METADATA("usageMetadata"),
  PROMPT_TOKEN_COUNT("promptTokenCount"),
  CANDIDATES_TOKEN_COUNT("candidatesTokenCount"),
  THOUGHTS_TOKEN_COUNT("thoughtsTokenCount"),
  TOOL_USE_PROMPT_TOKEN_COUNT("toolUsePromptTokenCount"),
  CACHED_CONTENT_TOKEN_COUNT("cachedContentTokenCount"),
  TOTAL_TOKEN_COUNT("totalTokenCount"),
  PROMPT_MODALITIES("promptTokensDetails"),
  CACHE_MODALITIES("cacheTokensDetails"),
  CANDIDATES_MODALITIES("candidatesTokensDetails"),
  TOOL_USE_MODALITIES("toolUsePromptTokensDetails"),
  MODALITY,
  TOKEN_COUNT("tokenCount"),
  USAGE_TIER("serviceTier"),
  GROUNDING_METADATA("groundingMetadata"),
  WEB_SEARCH_QUERIES("webSearchQueries"),
  IMAGE_SEARCH_QUERIES("imageSearchQueries");

  private final String key;

  MemberNames() {
    key = name().toLowerCase(Locale.ROOT);
  }

  MemberNames(String key) {
    this.key = key;
  }

  /** A name as it appears in JSON. */
  private record MemberKey(MemberNames name, byte[] bytes) {}

  /** The keys of each length, so that most are compared with a few of them alone. */
  private static final MemberKey[][] BY_LENGTH = byLength();

  private static MemberKey[][] byLength() {
    List<MemberKey> keys =
        Arrays.stream(values())
            .filter(name -> name != OTHER)
            .map(name -> new MemberKey(name, name.key.getBytes(US_ASCII)))
            .toList();
    int longest = keys.stream().mapToInt(memberKey -> memberKey.bytes.length).max().orElse(0);
    MemberKey[][] lengths = new MemberKey[longest + 1][];
    for (int length = 0; length <= longest; length++) {
      int wanted = length;
      lengths[length] =
          keys.stream()
              .filter(memberKey -> memberKey.bytes.length == wanted)
              .toArray(MemberKey[]::new);
    }
    return lengths;
  }

  /** The name that the first {@code length} bytes of {@code key} are. */
  static MemberNames of(byte[] key, int length) {
    if (length >= BY_LENGTH.length) {
      return OTHER;
    }
    for (MemberKey known : BY_LENGTH[length]) {
      if (known.bytes[0] == key[0] && Arrays.equals(known.bytes, 0, length, key, 0, length)) {
        return known.name;
      }
    }
    return OTHER;
  }
}

package dev.compresh.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A question to the simulated model, whatever API it came by.
 *
 * @param maxTokens bound of the answer in tokens, -1 for none
 * @param thinks whether it is asked to show its reasoning
 * @param schema what the answer must look like, null where it is free text
 * @param large characters of text to answer in one event instead of a sentence, 0 for none
 */
record ModelQuestion(
    String model,
    PromptReading reading,
    CacheUse cache,
    List<OfferedTool> tools,
    ToolChoice choice,
    int maxTokens,
    boolean thinks,
    @Nullable JsonNode schema,
    int large) {}

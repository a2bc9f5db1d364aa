package dev.compresh.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.dialect.Dialect;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.sim.http.SimReply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's own API. */
final class GeminiApi implements SimulatedApi {
  private static final byte[] DATA = "data: ".getBytes(UTF_8);
  private static final byte[] EVENT_END = "\r\n\r\n".getBytes(UTF_8);

  private final SimulatorEngine simulatorEngine;

  GeminiApi(SimulatorEngine simulatorEngine) {
    this.simulatorEngine = simulatorEngine;
  }

  @Override
  public SimReply answer(SimulatedCall simulatedCall) throws SimulatedRefusal {
    JsonNode body = simulatedCall.body();
    simulatorEngine.check(Dialect.GEMINI, body);
    String problem =
        ThoughtSignatures.applyTo(simulatedCall.model())
            ? ThoughtSignatures.problemInContents(body.path("contents"))
            : null;
    if (problem != null) {
      throw SimulatedRefusal.invalid(null, problem);
    }
    PromptReading promptReading = GeminiReading.read(body, simulatorEngine.counting());
    CacheUse cache =
        OpenAiCaching.use(simulatorEngine.cache(), simulatedCall, promptReading.pieces());
    JsonNode settings = GeminiReading.either(body, "generationConfig", "generation_config");
    int max = GeminiReading.either(settings, "maxOutputTokens", "max_output_tokens").asInt(-1);
    JsonNode thinking = GeminiReading.either(settings, "thinkingConfig", "thinking_config");
    ModelQuestion modelQuestion =
        new ModelQuestion(
            simulatedCall.model(),
            promptReading,
            cache,
            GeminiReading.tools(body),
            ToolChoice.gemini(body),
            max,
            GeminiReading.either(thinking, "includeThoughts", "include_thoughts").asBoolean(false),
            schema(settings),
            simulatedCall.large());
    SimulatedAnswer answer = simulatorEngine.model().answer(modelQuestion);
    return simulatedCall.streams()
        ? stream(simulatedCall, cache, answer)
        : ProviderErrors.GOOGLE.ok(
            chunk(simulatedCall, cache, parts(simulatedCall, answer, false), answer),
            simulatorEngine.ids().next(""));
  }

  private static @Nullable JsonNode schema(JsonNode settings) {
    JsonNode schema = GeminiReading.either(settings, "responseJsonSchema", "responseSchema");
    return schema.isObject() ? schema : null;
  }

  /** Counts the tokens of a prompt. */
  SimReply count(SimulatedCall simulatedCall) throws SimulatedRefusal {
    JsonNode inner = simulatedCall.body().path("generateContentRequest");
    JsonNode body = inner.isObject() ? inner : simulatedCall.body();
    List<SimulatedProblem> problems = ConversationCheck.problems(Dialect.GEMINI, body);
    if (!problems.isEmpty()) {
      throw SimulatedRefusal.invalid(null, problems.getFirst().toString());
    }
    int total = GeminiReading.read(body, simulatorEngine.counting()).total();
    ObjectNode counted = SimulatedJson.object().put("totalTokens", total);
    modality(counted.putArray("promptTokensDetails"), total);
    return ProviderErrors.GOOGLE.ok(counted, simulatorEngine.ids().next(""));
  }

  private List<ObjectNode> parts(
      SimulatedCall simulatedCall, SimulatedAnswer answer, boolean inPieces) {
    List<ObjectNode> parts = new ArrayList<>();
    boolean signs = ThoughtSignatures.applyTo(simulatedCall.model());
    for (OutputPiece piece : answer.outputs()) {
      switch (piece) {
        case OutputPiece.ThinkingOutput(String text) ->
            parts.add(SimulatedJson.object().put("text", text).put("thought", true));
        case OutputPiece.TextOutput(String text) -> {
          boolean isWhole = !inPieces || simulatedCall.large() > 0;
          for (String each : isWhole ? List.of(text) : SimulatedAnswer.deltas(text)) {
            parts.add(SimulatedJson.object().put("text", each));
          }
        }
        case OutputPiece.ToolCallOutput made -> {
          ObjectNode part = SimulatedJson.object();
          ObjectNode call = part.putObject("functionCall");
          call.put("id", simulatorEngine.ids().next("")).put("name", made.name());
          call.set("args", SimulatedJson.read(made.arguments()));
          if (signs) {
            part.put("thoughtSignature", ThoughtSignatures.seal(made));
            signs = false;
          }
          parts.add(part);
        }
      }
    }
    return parts;
  }

  /**
   * An answer, or a piece of a stream.
   *
   * @param answer null where more follows
   */
  private ObjectNode chunk(
      SimulatedCall simulatedCall,
      CacheUse cache,
      List<ObjectNode> parts,
      @Nullable SimulatedAnswer answer) {
    ObjectNode chunk = SimulatedJson.object();
    ObjectNode candidate = chunk.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content");
    ArrayNode list = content.putArray("parts");
    parts.forEach(list::add);
    content.put("role", "model");
    if (answer != null) {
      boolean isCut = answer.stop() == SimulatedAnswer.StopReason.LENGTH;
      candidate.put("finishReason", isCut ? "MAX_TOKENS" : "STOP");
    }
    candidate.put("index", 0);
    chunk.set("usageMetadata", usage(cache, answer));
    return chunk.put("modelVersion", simulatedCall.model());
  }

  private static ObjectNode usage(CacheUse cache, @Nullable SimulatedAnswer answer) {
    ObjectNode usage = SimulatedJson.object().put("promptTokenCount", cache.total());
    int output = answer == null ? 0 : answer.tokens();
    int thoughts = answer == null ? 0 : answer.reasoning();
    if (output > thoughts) {
      usage.put("candidatesTokenCount", output - thoughts);
    }
    usage.put("totalTokenCount", cache.total() + output);
    if (cache.read() > 0) {
      usage.put("cachedContentTokenCount", cache.read());
      modality(usage.putArray("cacheTokensDetails"), cache.read());
    }
    modality(usage.putArray("promptTokensDetails"), cache.total());
    if (thoughts > 0) {
      usage.put("thoughtsTokenCount", thoughts);
    }
    return usage;
  }

  private static void modality(ArrayNode list, int tokens) {
    list.addObject().put("modality", "TEXT").put("tokenCount", tokens);
  }

  private SimReply stream(SimulatedCall simulatedCall, CacheUse cache, SimulatedAnswer answer) {
    List<ObjectNode> parts = parts(simulatedCall, answer, true);
    String id = simulatorEngine.ids().next("");
    List<byte[]> chunks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean isLast = i == parts.size() - 1;
      ObjectNode chunk = chunk(simulatedCall, cache, List.of(parts.get(i)), isLast ? answer : null);
      chunks.add(SimulatedJson.bytes(chunk.put("responseId", id)));
    }
    String target = simulatedCall.request().target();
    return target.contains("alt=sse")
        ? simulatorEngine.stream(
            ProviderErrors.GOOGLE,
            chunks.stream().map(chunk -> join(DATA, chunk, EVENT_END)).toList())
        : array(chunks);
  }

  /** An array that grows by an element after the other. */
  private static SimReply array(List<byte[]> chunks) {
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      byte[] before = (i == 0 ? "[" : ",\r\n").getBytes(UTF_8);
      byte[] after = (i == chunks.size() - 1 ? "\n]" : "\n").getBytes(UTF_8);
      pieces.add(join(before, chunks.get(i), after));
    }
    List<Header> lines = new ArrayList<>();
    ProviderErrors.GOOGLE.headers("").forEach(lines::add);
    return SimReply.events(new Headers(lines), pieces);
  }

  private static byte[] join(byte[] first, byte[] second, byte[] third) {
    byte[] all = new byte[first.length + second.length + third.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    System.arraycopy(third, 0, all, first.length + second.length, third.length);
    return all;
  }
}

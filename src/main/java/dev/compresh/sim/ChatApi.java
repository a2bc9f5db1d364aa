package dev.compresh.sim;

import dev.compresh.dialect.Dialect;
import dev.compresh.sim.http.SimReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI Chat Completions. */
final class ChatApi implements SimulatedApi {
  private final SimulatorEngine simulatorEngine;

  ChatApi(SimulatorEngine simulatorEngine) {
    this.simulatorEngine = simulatorEngine;
  }

  @Override
  public SimReply answer(SimulatedCall simulatedCall) throws SimulatedRefusal {
    simulatorEngine.check(Dialect.CHAT, simulatedCall.body());
    JsonNode body = simulatedCall.body();
    boolean gemini = ThoughtSignatures.applyTo(simulatedCall.model());
    String problem = gemini ? ThoughtSignatures.problem(body.path("messages")) : null;
    if (problem != null) {
      String id = simulatorEngine.ids().next("req_");
      return SimReply.whole(
          400, ProviderErrors.OPENAI.headers(id), ThoughtSignatures.error(problem));
    }
    PromptReading promptReading = PromptReadings.chat(body, simulatorEngine.counting());
    CacheUse cache =
        OpenAiCaching.use(simulatorEngine.cache(), simulatedCall, promptReading.pieces());
    List<OfferedTool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      JsonNode function = tool.path("function");
      tools.add(new OfferedTool(SimulatedJson.text(function, "name"), function.path("parameters")));
    }
    int max = body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(-1));
    ModelQuestion modelQuestion =
        new ModelQuestion(
            simulatedCall.model(),
            promptReading,
            cache,
            tools,
            ToolChoice.openAi(body),
            max,
            false,
            schema(body.path("response_format")),
            simulatedCall.large());
    SimulatedAnswer simulatedAnswer = simulatorEngine.model().answer(modelQuestion);
    int choices = body.path("n").asInt(1);
    String id = simulatorEngine.ids().next("chatcmpl-");
    ObjectNode usage = usage(cache, simulatedAnswer.tokens() * choices);
    return simulatedCall.streams()
        ? stream(simulatedCall, id, simulatedAnswer, choices, usage)
        : whole(simulatedCall, id, simulatedAnswer, choices, usage);
  }

  static @Nullable JsonNode schema(JsonNode format) {
    return switch (SimulatedJson.text(format, "type")) {
      case "json_schema" -> format.path("json_schema").path("schema");
      case "json_object" ->
          SimulatedJson.read("{\"type\":\"object\",\"properties\":{\"answer\":{}}}");
      default -> null;
    };
  }

  private static ObjectNode usage(CacheUse cache, int output) {
    ObjectNode usage = SimulatedJson.object();
    usage.put("prompt_tokens", cache.total()).put("completion_tokens", output);
    usage.put("total_tokens", cache.total() + output);
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", cache.read())
        .put("cache_write_tokens", cache.written())
        .put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", 0)
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }

  private ObjectNode frame(SimulatedCall simulatedCall, String id, String object) {
    ObjectNode frame = SimulatedJson.object().put("id", id).put("object", object);
    frame.put("created", simulatorEngine.seconds()).put("model", simulatedCall.model());
    return frame.put("service_tier", "default").put("system_fingerprint", "fp_simulated");
  }

  private SimReply whole(
      SimulatedCall simulatedCall,
      String id,
      SimulatedAnswer simulatedAnswer,
      int choices,
      ObjectNode usage) {
    ObjectNode body = frame(simulatedCall, id, "chat.completion");
    ArrayNode all = body.putArray("choices");
    for (int i = 0; i < choices; i++) {
      ObjectNode choice = all.addObject().put("index", i);
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      message.put("content", simulatedAnswer.calls().isEmpty() ? simulatedAnswer.words() : null);
      message.putNull("refusal").putArray("annotations");
      if (!simulatedAnswer.calls().isEmpty()) {
        ArrayNode calls = message.putArray("tool_calls");
        for (OutputPiece.ToolCallOutput made : simulatedAnswer.calls()) {
          boolean signs = calls.isEmpty() && ThoughtSignatures.applyTo(simulatedCall.model());
          calls.add(call(made, made.arguments(), signs));
        }
      }
      choice.putNull("logprobs").put("finish_reason", finish(simulatedAnswer));
    }
    body.set("usage", usage);
    return ProviderErrors.OPENAI.ok(body, simulatorEngine.ids().next("req_"));
  }

  private ObjectNode call(OutputPiece.ToolCallOutput made, String arguments, boolean signs) {
    ObjectNode call =
        SimulatedJson.object()
            .put("id", simulatorEngine.ids().next("call_"))
            .put("type", "function");
    call.putObject("function").put("name", made.name()).put("arguments", arguments);
    if (signs) {
      ThoughtSignatures.sign(call, made);
    }
    return call;
  }

  private static String finish(SimulatedAnswer simulatedAnswer) {
    return switch (simulatedAnswer.stop()) {
      case END -> "stop";
      case LENGTH -> "length";
      case TOOLS -> "tool_calls";
    };
  }

  private SimReply stream(
      SimulatedCall simulatedCall,
      String id,
      SimulatedAnswer simulatedAnswer,
      int choices,
      ObjectNode usage) {
    boolean metered =
        simulatedCall.body().path("stream_options").path("include_usage").asBoolean(false);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < choices; i++) {
      for (ObjectNode delta : deltas(simulatedAnswer, simulatedCall)) {
        events.add(SimulatedJson.event("", chunk(simulatedCall, id, i, delta, null, metered)));
      }
      events.add(
          SimulatedJson.event(
              "",
              chunk(
                  simulatedCall, id, i, SimulatedJson.object(), finish(simulatedAnswer), metered)));
    }
    if (metered) {
      ObjectNode last = frame(simulatedCall, id, "chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage);
      events.add(SimulatedJson.event("", last));
    }
    events.add("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    return simulatorEngine.stream(ProviderErrors.OPENAI, events);
  }

  private ObjectNode chunk(
      SimulatedCall simulatedCall,
      String id,
      int index,
      ObjectNode delta,
      @Nullable String finish,
      boolean metered) {
    ObjectNode chunk = frame(simulatedCall, id, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finish);
    return metered ? chunk.putNull("usage") : chunk;
  }

  private List<ObjectNode> deltas(SimulatedAnswer simulatedAnswer, SimulatedCall simulatedCall) {
    List<ObjectNode> deltas = new ArrayList<>();
    ObjectNode first = SimulatedJson.object().put("role", "assistant");
    first.put("content", simulatedAnswer.calls().isEmpty() ? "" : null);
    deltas.add(first.putNull("refusal"));
    List<String> texts =
        simulatedCall.large() > 0
            ? List.of(simulatedAnswer.words())
            : SimulatedAnswer.deltas(simulatedAnswer.words());
    for (String text : texts) {
      deltas.add(SimulatedJson.object().put("content", text));
    }
    int index = 0;
    for (OutputPiece.ToolCallOutput made : simulatedAnswer.calls()) {
      boolean signs = index == 0 && ThoughtSignatures.applyTo(simulatedCall.model());
      deltas.add(callDelta(call(made, "", signs).put("index", index)));
      for (String text : SimulatedAnswer.deltas(made.arguments())) {
        ObjectNode part = SimulatedJson.object().put("index", index);
        part.putObject("function").put("arguments", text);
        deltas.add(callDelta(part));
      }
      index++;
    }
    return deltas;
  }

  private static ObjectNode callDelta(ObjectNode part) {
    ObjectNode delta = SimulatedJson.object();
    delta.putArray("tool_calls").add(part);
    return delta;
  }
}

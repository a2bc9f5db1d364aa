package dev.compresh.sim;

import dev.compresh.dialect.Dialect;
import dev.compresh.sim.http.SimReply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI Responses. */
final class ResponsesApi implements SimulatedApi {
  private final SimulatorEngine simulatorEngine;
  private final ResponseStore store = new ResponseStore();

  ResponsesApi(SimulatorEngine simulatorEngine) {
    this.simulatorEngine = simulatorEngine;
  }

  @Override
  public SimReply answer(SimulatedCall simulatedCall) throws SimulatedRefusal {
    simulatorEngine.check(Dialect.RESPONSES, simulatedCall.body());
    JsonNode body = simulatedCall.body();
    EncryptedReasoning.check(body, simulatedCall.account());
    List<PromptPiece> earlier = earlier(SimulatedJson.text(body, "previous_response_id"));
    PromptReading promptReading =
        PromptReadings.responses(body, earlier, simulatorEngine.counting());
    CacheUse cache =
        OpenAiCaching.use(simulatorEngine.cache(), simulatedCall, promptReading.pieces());
    List<OfferedTool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      if (SimulatedJson.text(tool, "type").equals("function")) {
        tools.add(new OfferedTool(SimulatedJson.text(tool, "name"), tool.path("parameters")));
      }
    }
    String effort = SimulatedJson.text(body.path("reasoning"), "effort");
    boolean reasons =
        effort.isEmpty()
            ? EncryptedReasoning.isWanted(body)
                && EncryptedReasoning.isReasoning(simulatedCall.model())
            : !effort.equals("none");
    ModelQuestion modelQuestion =
        new ModelQuestion(
            simulatedCall.model(),
            promptReading,
            cache,
            tools,
            ToolChoice.openAi(body),
            body.path("max_output_tokens").asInt(-1),
            reasons,
            schema(body.path("text").path("format")),
            simulatedCall.large());
    SimulatedAnswer simulatedAnswer = simulatorEngine.model().answer(modelQuestion);
    ObjectNode response = response(simulatedCall, simulatedAnswer, cache);
    if (body.path("store").asBoolean(true)) {
      store.keep(
          SimulatedJson.text(response, "id"),
          promptReading,
          response.path("output"),
          simulatedAnswer.tokens());
    }
    return simulatedCall.streams()
        ? simulatorEngine.stream(
            ProviderErrors.OPENAI, ResponsesStream.events(response, simulatedCall.large() > 0))
        : ProviderErrors.OPENAI.ok(response, simulatorEngine.ids().next("req_"));
  }

  private @Nullable List<PromptPiece> earlier(String id) throws SimulatedRefusal {
    List<PromptPiece> earlier = id.isEmpty() ? null : store.get(id);
    if (!id.isEmpty() && earlier == null) {
      throw new SimulatedRefusal(
          400,
          "invalid_request_error",
          "previous_response_not_found",
          "previous_response_id",
          "Previous response with id '" + id + "' not found.");
    }
    return earlier;
  }

  private static @Nullable JsonNode schema(JsonNode format) {
    return SimulatedJson.text(format, "type").equals("json_schema")
        ? format.path("schema")
        : ChatApi.schema(format);
  }

  private ObjectNode response(
      SimulatedCall simulatedCall, SimulatedAnswer simulatedAnswer, CacheUse cache) {
    JsonNode body = simulatedCall.body();
    boolean cut = simulatedAnswer.stop() == SimulatedAnswer.StopReason.LENGTH;
    ObjectNode response = SimulatedJson.object().put("id", simulatorEngine.ids().next("resp_"));
    response.put("object", "response").put("created_at", simulatorEngine.seconds());
    response.put("status", cut ? "incomplete" : "completed").put("background", false);
    response.putNull("error");
    if (cut) {
      response.putObject("incomplete_details").put("reason", "max_output_tokens");
    } else {
      response.putNull("incomplete_details");
    }
    copy(body, response, "instructions");
    copy(body, response, "max_output_tokens");
    response.put("model", simulatedCall.model());
    ArrayNode output = response.putArray("output");
    for (OutputPiece item : simulatedAnswer.outputs()) {
      output.add(item(item, cut, simulatedCall));
    }
    response.put("parallel_tool_calls", body.path("parallel_tool_calls").asBoolean(true));
    copy(body, response, "previous_response_id");
    ObjectNode reasoning = response.putObject("reasoning");
    copy(body.path("reasoning"), reasoning, "effort");
    copy(body.path("reasoning"), reasoning, "summary");
    response.put("service_tier", "default").put("store", body.path("store").asBoolean(true));
    response.put("temperature", body.path("temperature").asDouble(1));
    JsonNode format = body.path("text").path("format");
    response
        .putObject("text")
        .set(
            "format",
            SimulatedJson.absent(format) ? SimulatedJson.typed("text") : format.deepCopy());
    JsonNode choice = body.path("tool_choice");
    JsonNode auto = SimulatedJson.object().put("choice", "auto").path("choice");
    response.set("tool_choice", SimulatedJson.absent(choice) ? auto : choice);
    response.set(
        "tools",
        SimulatedJson.absent(body.path("tools")) ? SimulatedJson.array() : body.path("tools"));
    response.put("top_p", body.path("top_p").asDouble(1)).put("truncation", "disabled");
    response.set("usage", usage(simulatedAnswer, cache));
    copy(body, response, "user");
    JsonNode metadata = body.path("metadata");
    response.set("metadata", metadata.isObject() ? metadata : SimulatedJson.object());
    return response;
  }

  private static void copy(JsonNode from, ObjectNode to, String field) {
    if (SimulatedJson.absent(from.path(field))) {
      to.putNull(field);
    } else {
      to.set(field, from.path(field));
    }
  }

  private ObjectNode item(OutputPiece outputPiece, boolean cut, SimulatedCall simulatedCall) {
    return switch (outputPiece) {
      case OutputPiece.ThinkingOutput(String text) -> {
        ObjectNode item =
            SimulatedJson.object()
                .put("id", simulatorEngine.ids().next("rs_"))
                .put("type", "reasoning");
        item.putArray("summary").add(SimulatedJson.typed("summary_text").put("text", text));
        yield EncryptedReasoning.isWanted(simulatedCall.body())
            ? item.put(
                "encrypted_content", EncryptedReasoning.encrypt(text, simulatedCall.account()))
            : item;
      }
      case OutputPiece.TextOutput(String text) -> {
        ObjectNode item =
            SimulatedJson.object()
                .put("id", simulatorEngine.ids().next("msg_"))
                .put("type", "message");
        item.put("status", cut ? "incomplete" : "completed");
        ObjectNode part = SimulatedJson.typed("output_text");
        part.putArray("annotations");
        part.putArray("logprobs");
        item.putArray("content").add(part.put("text", text));
        yield item.put("role", "assistant");
      }
      case OutputPiece.ToolCallOutput(String name, String arguments) ->
          SimulatedJson.object()
              .put("id", simulatorEngine.ids().next("fc_"))
              .put("type", "function_call")
              .put("status", "completed")
              .put("arguments", arguments)
              .put("call_id", simulatorEngine.ids().next("call_"))
              .put("name", name);
    };
  }

  private static ObjectNode usage(SimulatedAnswer simulatedAnswer, CacheUse cache) {
    ObjectNode usage = SimulatedJson.object().put("input_tokens", cache.total());
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", cache.read())
        .put("cache_write_tokens", cache.written());
    usage.put("output_tokens", simulatedAnswer.tokens());
    usage.putObject("output_tokens_details").put("reasoning_tokens", simulatedAnswer.reasoning());
    return usage.put("total_tokens", cache.total() + simulatedAnswer.tokens());
  }
}

package dev.compresh.sim;

import dev.compresh.sim.http.Reply;
import dev.compresh.wire.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI Responses. */
final class ResponsesApi implements Api {
  private final Engine engine;
  private final ResponseStore store = new ResponseStore();

  ResponsesApi(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Reply answer(Call call) throws Refusal {
    engine.check(Dialect.RESPONSES, call.body());
    JsonNode body = call.body();
    EncryptedReasoning.check(body, call.account());
    List<Piece> earlier = earlier(Json.text(body, "previous_response_id"));
    Reading reading = Readings.responses(body, earlier, engine.counting());
    CacheUse cache = OpenAiCaching.use(engine.cache(), call, reading.pieces());
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      if (Json.text(tool, "type").equals("function")) {
        tools.add(new Tool(Json.text(tool, "name"), tool.path("parameters")));
      }
    }
    String effort = Json.text(body.path("reasoning"), "effort");
    boolean reasons =
        effort.isEmpty()
            ? EncryptedReasoning.isWanted(body) && EncryptedReasoning.isReasoning(call.model())
            : !effort.equals("none");
    Ask ask =
        new Ask(
            call.model(),
            reading,
            cache,
            tools,
            ToolChoice.openAi(body),
            body.path("max_output_tokens").asInt(-1),
            reasons,
            schema(body.path("text").path("format")),
            call.large());
    Answer answer = engine.model().answer(ask);
    ObjectNode response = response(call, answer, cache);
    if (body.path("store").asBoolean(true)) {
      store.keep(Json.text(response, "id"), reading, response.path("output"), answer.tokens());
    }
    return call.streams()
        ? engine.stream(ProviderErrors.OPENAI, ResponsesStream.of(response, call.large() > 0))
        : ProviderErrors.OPENAI.ok(response, engine.ids().next("req_"));
  }

  private @Nullable List<Piece> earlier(String id) throws Refusal {
    List<Piece> earlier = id.isEmpty() ? null : store.get(id);
    if (!id.isEmpty() && earlier == null) {
      throw new Refusal(
          400,
          "invalid_request_error",
          "previous_response_not_found",
          "previous_response_id",
          "Previous response with id '" + id + "' not found.");
    }
    return earlier;
  }

  private static @Nullable JsonNode schema(JsonNode format) {
    return Json.text(format, "type").equals("json_schema")
        ? format.path("schema")
        : ChatApi.schema(format);
  }

  private ObjectNode response(Call call, Answer answer, CacheUse cache) {
    JsonNode body = call.body();
    boolean cut = answer.stop() == Answer.Stop.LENGTH;
    ObjectNode response = Json.object().put("id", engine.ids().next("resp_"));
    response.put("object", "response").put("created_at", engine.seconds());
    response.put("status", cut ? "incomplete" : "completed").put("background", false);
    response.putNull("error");
    if (cut) {
      response.putObject("incomplete_details").put("reason", "max_output_tokens");
    } else {
      response.putNull("incomplete_details");
    }
    copy(body, response, "instructions");
    copy(body, response, "max_output_tokens");
    response.put("model", call.model());
    ArrayNode output = response.putArray("output");
    for (Output item : answer.outputs()) {
      output.add(item(item, cut, call));
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
        .set("format", Json.absent(format) ? Json.typed("text") : format.deepCopy());
    JsonNode choice = body.path("tool_choice");
    JsonNode auto = Json.object().put("choice", "auto").path("choice");
    response.set("tool_choice", Json.absent(choice) ? auto : choice);
    response.set("tools", Json.absent(body.path("tools")) ? Json.array() : body.path("tools"));
    response.put("top_p", body.path("top_p").asDouble(1)).put("truncation", "disabled");
    response.set("usage", usage(answer, cache));
    copy(body, response, "user");
    JsonNode metadata = body.path("metadata");
    response.set("metadata", metadata.isObject() ? metadata : Json.object());
    return response;
  }

  private static void copy(JsonNode from, ObjectNode to, String field) {
    if (Json.absent(from.path(field))) {
      to.putNull(field);
    } else {
      to.set(field, from.path(field));
    }
  }

  private ObjectNode item(Output output, boolean cut, Call call) {
    return switch (output) {
      case Output.Thinking(String text) -> {
        ObjectNode item =
            Json.object().put("id", engine.ids().next("rs_")).put("type", "reasoning");
        item.putArray("summary").add(Json.typed("summary_text").put("text", text));
        yield EncryptedReasoning.isWanted(call.body())
            ? item.put("encrypted_content", EncryptedReasoning.of(text, call.account()))
            : item;
      }
      case Output.Words(String text) -> {
        ObjectNode item = Json.object().put("id", engine.ids().next("msg_")).put("type", "message");
        item.put("status", cut ? "incomplete" : "completed");
        ObjectNode part = Json.typed("output_text");
        part.putArray("annotations");
        part.putArray("logprobs");
        item.putArray("content").add(part.put("text", text));
        yield item.put("role", "assistant");
      }
      case Output.Call(String name, String arguments) ->
          Json.object()
              .put("id", engine.ids().next("fc_"))
              .put("type", "function_call")
              .put("status", "completed")
              .put("arguments", arguments)
              .put("call_id", engine.ids().next("call_"))
              .put("name", name);
    };
  }

  private static ObjectNode usage(Answer answer, CacheUse cache) {
    ObjectNode usage = Json.object().put("input_tokens", cache.total());
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", cache.read())
        .put("cache_write_tokens", cache.written());
    usage.put("output_tokens", answer.tokens());
    usage.putObject("output_tokens_details").put("reasoning_tokens", answer.reasoning());
    return usage.put("total_tokens", cache.total() + answer.tokens());
  }
}

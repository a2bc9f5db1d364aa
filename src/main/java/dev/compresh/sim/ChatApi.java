package dev.compresh.sim;

import dev.compresh.sim.http.Reply;
import dev.compresh.wire.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI Chat Completions. */
final class ChatApi implements Api {
  private final Engine engine;

  ChatApi(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Reply answer(Call call) throws Refusal {
    engine.check(Dialect.CHAT, call.body());
    JsonNode body = call.body();
    boolean gemini = ThoughtSignatures.applyTo(call.model());
    String problem = gemini ? ThoughtSignatures.problem(body.path("messages")) : null;
    if (problem != null) {
      String id = engine.ids().next("req_");
      return Reply.whole(400, ProviderErrors.OPENAI.headers(id), ThoughtSignatures.error(problem));
    }
    Reading reading = Readings.chat(body, engine.counting());
    CacheUse cache = OpenAiCaching.use(engine.cache(), call, reading.pieces());
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      JsonNode function = tool.path("function");
      tools.add(new Tool(Json.text(function, "name"), function.path("parameters")));
    }
    int max = body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(-1));
    Ask ask =
        new Ask(
            call.model(),
            reading,
            cache,
            tools,
            ToolChoice.openAi(body),
            max,
            false,
            schema(body.path("response_format")),
            call.large());
    Answer answer = engine.model().answer(ask);
    int choices = body.path("n").asInt(1);
    String id = engine.ids().next("chatcmpl-");
    ObjectNode usage = usage(cache, answer.tokens() * choices);
    return call.streams()
        ? stream(call, id, answer, choices, usage)
        : whole(call, id, answer, choices, usage);
  }

  static @Nullable JsonNode schema(JsonNode format) {
    return switch (Json.text(format, "type")) {
      case "json_schema" -> format.path("json_schema").path("schema");
      case "json_object" -> Json.read("{\"type\":\"object\",\"properties\":{\"answer\":{}}}");
      default -> null;
    };
  }

  private static ObjectNode usage(CacheUse cache, int output) {
    ObjectNode usage = Json.object();
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

  private ObjectNode frame(Call call, String id, String object) {
    ObjectNode frame = Json.object().put("id", id).put("object", object);
    frame.put("created", engine.seconds()).put("model", call.model());
    return frame.put("service_tier", "default").put("system_fingerprint", "fp_simulated");
  }

  private Reply whole(Call call, String id, Answer answer, int choices, ObjectNode usage) {
    ObjectNode body = frame(call, id, "chat.completion");
    ArrayNode all = body.putArray("choices");
    for (int i = 0; i < choices; i++) {
      ObjectNode choice = all.addObject().put("index", i);
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      message.put("content", answer.calls().isEmpty() ? answer.words() : null);
      message.putNull("refusal").putArray("annotations");
      if (!answer.calls().isEmpty()) {
        ArrayNode calls = message.putArray("tool_calls");
        for (Output.Call made : answer.calls()) {
          boolean signs = calls.isEmpty() && ThoughtSignatures.applyTo(call.model());
          calls.add(call(made, made.arguments(), signs));
        }
      }
      choice.putNull("logprobs").put("finish_reason", finish(answer));
    }
    body.set("usage", usage);
    return ProviderErrors.OPENAI.ok(body, engine.ids().next("req_"));
  }

  private ObjectNode call(Output.Call made, String arguments, boolean signs) {
    ObjectNode call = Json.object().put("id", engine.ids().next("call_")).put("type", "function");
    call.putObject("function").put("name", made.name()).put("arguments", arguments);
    if (signs) {
      ThoughtSignatures.sign(call, made);
    }
    return call;
  }

  private static String finish(Answer answer) {
    return switch (answer.stop()) {
      case END -> "stop";
      case LENGTH -> "length";
      case TOOLS -> "tool_calls";
    };
  }

  private Reply stream(Call call, String id, Answer answer, int choices, ObjectNode usage) {
    boolean metered = call.body().path("stream_options").path("include_usage").asBoolean(false);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < choices; i++) {
      for (ObjectNode delta : deltas(answer, call)) {
        events.add(Json.event("", chunk(call, id, i, delta, null, metered)));
      }
      events.add(Json.event("", chunk(call, id, i, Json.object(), finish(answer), metered)));
    }
    if (metered) {
      ObjectNode last = frame(call, id, "chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage);
      events.add(Json.event("", last));
    }
    events.add("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    return engine.stream(ProviderErrors.OPENAI, events);
  }

  private ObjectNode chunk(
      Call call, String id, int index, ObjectNode delta, @Nullable String finish, boolean metered) {
    ObjectNode chunk = frame(call, id, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finish);
    return metered ? chunk.putNull("usage") : chunk;
  }

  private List<ObjectNode> deltas(Answer answer, Call call) {
    List<ObjectNode> deltas = new ArrayList<>();
    ObjectNode first = Json.object().put("role", "assistant");
    first.put("content", answer.calls().isEmpty() ? "" : null);
    deltas.add(first.putNull("refusal"));
    List<String> texts = call.large() > 0 ? List.of(answer.words()) : Answer.deltas(answer.words());
    for (String text : texts) {
      deltas.add(Json.object().put("content", text));
    }
    int index = 0;
    for (Output.Call made : answer.calls()) {
      boolean signs = index == 0 && ThoughtSignatures.applyTo(call.model());
      deltas.add(callDelta(call(made, "", signs).put("index", index)));
      for (String text : Answer.deltas(made.arguments())) {
        ObjectNode part = Json.object().put("index", index);
        part.putObject("function").put("arguments", text);
        deltas.add(callDelta(part));
      }
      index++;
    }
    return deltas;
  }

  private static ObjectNode callDelta(ObjectNode part) {
    ObjectNode delta = Json.object();
    delta.putArray("tool_calls").add(part);
    return delta;
  }
}

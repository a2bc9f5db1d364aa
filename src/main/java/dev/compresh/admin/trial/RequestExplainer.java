package dev.compresh.admin.trial;

import static dev.compresh.admin.api.JsonSchema.anyWhole;
import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.DialectRegistry;
import dev.compresh.dialect.MalformedBody;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.proxy.ApiError;
import dev.compresh.replay.PlanExplanation;
import dev.compresh.replay.PlanExplanation.ExplainedCut;
import dev.compresh.replay.PlanExplanation.MessageView;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says of one request's body what would be cut from it. */
final class RequestExplainer {
  static final int MOST_BYTES = 8 << 20;

  /** Characters of texts in one answer. */
  private static final int MOST_SHOWN = 4 << 20;

  /** Characters of one text. */
  private static final int MOST_TEXT = 200_000;

  /** Messages in an answer. */
  private static final int MOST_MESSAGES = 100_000;

  private static final JsonSchema.ObjectSchema CUT =
      object(
          "ExplainedCut",
          field("layer", text(), "stage that cut"),
          field("reason", text(), "why"),
          field("before", text(0, MOST_TEXT), "the text, its beginning if it is long"),
          field("after", text(0, MOST_TEXT), "the same as forwarded"),
          field("saved_tokens", anyWhole(), "tokens"),
          field("restore", text(), "how an agent gets it back"));

  static final JsonSchema.ObjectSchema EXPLANATION =
      object(
          "Explanation",
          field("original_tokens", count(), "as sent"),
          field("optimized_tokens", count(), "as forwarded"),
          field("note", text(), "why nothing was cut, where nothing was"),
          field(
              "layers",
              JsonSchema.many(
                  object(
                      "ExplainedLayer",
                      field("layer", text(), "stage"),
                      field("saved_tokens", anyWhole(), "tokens"))),
              "by stage"),
          field(
              "messages",
              new JsonSchema.ArraySchema(
                  object(
                      "ExplainedMessage",
                      field("index", count(), "its place, from 0"),
                      field("role", text(), "who speaks"),
                      field("original_tokens", count(), "as sent"),
                      field("optimized_tokens", count(), "as forwarded"),
                      field("cuts", JsonSchema.many(CUT), "what was cut")),
                  MOST_MESSAGES),
              "in order"));

  private final TrialEngine engine;
  private final Semaphore running =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  RequestExplainer(TrialEngine engine) {
    this.engine = engine;
  }

  ObjectNode explain(AdminRequest request) {
    CompressionMode mode =
        CompressionMode.named(asked(request, "mode", "balanced")).orElse(CompressionMode.BALANCED);
    CompressionObjective objective =
        asked(request, "objective", "tokens").equals("cost")
            ? CompressionObjective.COST
            : CompressionObjective.TOKENS;
    if (!running.tryAcquire()) {
      throw new ApiException(
          ApiError.of(
              503, "proxy_error", "busy", "Another request is being explained. Try again soon."));
    }
    try {
      Prompt prompt = prompt(request.raw(), request.asked("path"));
      TrialEngine.FreshEngine fresh = engine.fresh();
      return render(
          PlanExplanation.of(
              prompt, fresh.compressor(), fresh.tokens(), engine.policy(mode, objective)));
    } finally {
      running.release();
    }
  }

  private static String asked(AdminRequest request, String name, String otherwise) {
    String value = request.asked(name);
    return value == null ? otherwise : value;
  }

  private static Prompt prompt(byte[] body, @Nullable String path) {
    Dialect dialect = dialect(body, path);
    return switch (PromptReader.read(dialect, body)) {
      case Prompt prompt when prompt.messages().size() <= MOST_MESSAGES -> prompt;
      case Prompt _ ->
          throw ApiException.invalid(
              "body", "invalid_value", "The body has more than " + MOST_MESSAGES + " messages.");
      case MalformedBody malformed ->
          throw ApiException.invalid(
              "body",
              "invalid_value",
              "The body is not a request of that API: "
                  + malformed.message()
                  + " (byte "
                  + malformed.offset()
                  + ").");
    };
  }

  private static Dialect dialect(byte[] body, @Nullable String path) {
    return DialectRegistry.atEndpoint(path == null ? "" : path)
        .orElseGet(() -> DialectRegistry.guess(body));
  }

  private static ObjectNode render(PlanExplanation explanation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("original_tokens", explanation.original());
    json.put("optimized_tokens", explanation.forwarded());
    json.put("note", explanation.note());
    ArrayNode layers = json.putArray("layers");
    explanation
        .savedByLayer()
        .forEach(
            (layer, saved) ->
                layers.addObject().put("layer", layer.label()).put("saved_tokens", saved));
    ArrayNode messages = json.putArray("messages");
    int left = MOST_SHOWN;
    for (MessageView message : explanation.messages()) {
      ObjectNode one = messages.addObject();
      one.put("index", message.index()).put("role", message.role());
      one.put("original_tokens", message.before()).put("optimized_tokens", message.after());
      ArrayNode cuts = one.putArray("cuts");
      for (ExplainedCut cut : message.cuts()) {
        String before = TrialCuts.shorten(cut.original(), Math.clamp(left, 2, MOST_TEXT));
        String after = TrialCuts.shorten(cut.forwarded(), Math.clamp(left, 2, MOST_TEXT));
        left -= before.length() + after.length();
        cuts.addObject()
            .put("layer", cut.layer().label())
            .put("reason", cut.reason())
            .put("before", before)
            .put("after", after)
            .put("saved_tokens", cut.before() - cut.after())
            .put("restore", TrialCuts.restore(cut.layer(), String.join(", ", message.tools())));
      }
    }
    return json;
  }
}

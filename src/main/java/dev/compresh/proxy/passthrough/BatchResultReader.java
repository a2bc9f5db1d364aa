package dev.compresh.proxy.passthrough;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.ResponseTap;
import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerWatch;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the usage of each request out of a batch's results, one JSON value a line: OpenAI's ({@code
 * response.body}) and Anthropic's ({@code result.message}).
 */
final class BatchResultReader implements AnswerWatch {
  private static final int LONGEST_LINE = 8 << 20;
  private static final int MOST_MODELS = 100;
  private static final int LONGEST_MODEL = 256;

  private final JsonMapper mapper = new JsonMapper();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<BatchResult> results = new ArrayList<>();
  private boolean isLineSkipped;
  private final long skipped;
  private long count;

  /** The usage of one model's requests. */
  record BatchResult(String model, Usage usage) {}

  /**
   * @param skipped results at the beginning that were recorded before
   */
  BatchResultReader(long skipped) {
    this.skipped = skipped;
  }

  @Override
  public void accept(byte[] buf, int off, int len) {
    int from = off;
    for (int i = off; i < off + len; i++) {
      if (buf[i] == '\n') {
        take(buf, from, i);
        endLine();
        from = i + 1;
      }
    }
    take(buf, from, off + len);
  }

  /** Only lines that begin as a JSON object are kept, up to a bound. */
  private void take(byte[] buf, int from, int to) {
    boolean isObject = line.size() > 0 || from == to || buf[from] == '{';
    isLineSkipped |= !isObject || line.size() + to - from > LONGEST_LINE;
    if (!isLineSkipped) {
      line.write(buf, from, to - from);
    }
  }

  /** The body is over. */
  void end() {
    endLine();
  }

  private void endLine() {
    byte[] text = line.toByteArray();
    line.reset();
    isLineSkipped = false;
    if (text.length < 2 || text[0] != '{') {
      return;
    }
    try {
      JsonNode root = mapper.readTree(text);
      if (root.has("custom_id")) {
        result(root);
      }
    } catch (JacksonException e) {
      // not a result, so there is nothing to record
      return;
    }
  }

  private void result(JsonNode root) {
    JsonNode message = root.path("result").path("message");
    JsonNode body = message.isObject() ? message : root.path("response").path("body");
    if (!body.isObject()) {
      return;
    }
    count++;
    if (count <= skipped) {
      return;
    }
    Dialect dialect =
        message.isObject() ? Dialect.MESSAGES : body.has("choices") ? Dialect.CHAT : null;
    String model = body.path("model").asString("");
    Usage usage = usage(dialect, mapper.writeValueAsBytes(body));
    if (usage != null && model.length() <= LONGEST_MODEL) {
      add(model, usage);
    }
  }

  private static @Nullable Usage usage(@Nullable Dialect dialect, byte[] body) {
    try (ResponseTap tap = new ResponseTap(dialect, false, false, "application/json", null)) {
      tap.accept(body, 0, body.length, (_, _, _) -> {});
      tap.end((_, _, _) -> {});
      return tap.reading().usage();
    }
  }

  private void add(String model, Usage usage) {
    for (int i = 0; i < results.size(); i++) {
      BatchResult known = results.get(i);
      if (known.model.equals(model)) {
        results.set(i, new BatchResult(model, sum(known.usage, usage)));
        return;
      }
    }
    if (results.size() < MOST_MODELS) {
      results.add(new BatchResult(model, usage));
    }
  }

  private static Usage sum(Usage a, Usage b) {
    return new Usage(
        a.input() + b.input(),
        a.cacheRead() + b.cacheRead(),
        a.cacheWrite5m() + b.cacheWrite5m(),
        a.cacheWrite1h() + b.cacheWrite1h(),
        a.output() + b.output(),
        a.reasoning() + b.reasoning());
  }

  /** Results so far, those that were recorded before included. */
  long count() {
    return count;
  }

  /** The usage of what was not recorded before, by model. */
  List<BatchResult> results() {
    return List.copyOf(results);
  }
}

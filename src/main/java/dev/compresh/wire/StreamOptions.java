package dev.compresh.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a provider for the usage of a stream where the client did not. */
public final class StreamOptions {
  private StreamOptions() {}

  /**
   * The edit that turns {@code stream_options.include_usage} on; empty where the body is no
   * streamed chat, where it is on already, and where {@code stream_options} is no object (that is
   * for the provider to refuse).
   */
  public static Optional<Edit> addIncludeUsage(Prompt prompt) {
    Envelope envelope = prompt.envelope();
    if (prompt.dialect() != Dialect.CHAT || !envelope.stream() || envelope.includeUsage()) {
      return Optional.empty();
    }
    byte[] body = prompt.body();
    Span options = envelope.streamOptions();
    if (options == null) {
      int at = Blanks.before(body, envelope.object().end() - 1);
      return edit(at, ",\"stream_options\":{\"include_usage\":true}");
    }
    if (body[options.start()] == 'n') {
      return Optional.of(new Edit.Replace(options, "{\"include_usage\":true}".getBytes(UTF_8)));
    }
    if (body[options.start()] != '{') {
      return Optional.empty();
    }
    Span value = includeUsage(body, options);
    if (value != null) {
      return Optional.of(new Edit.Replace(value, "true".getBytes(UTF_8)));
    }
    boolean alone = body[Blanks.after(body, options.start() + 1)] == '}';
    return edit(options.start() + 1, "\"include_usage\":true" + (alone ? "" : ","));
  }

  private static Optional<Edit> edit(int at, String json) {
    return Optional.of(new Edit.Insert(at, json.getBytes(UTF_8)));
  }

  /** The value of the last {@code include_usage}, null where there is none. */
  private static @Nullable Span includeUsage(byte[] body, Span options) {
    Span found = null;
    try (Cursor cursor = new Cursor(body, options.start(), options.end())) {
      cursor.enter();
      for (String key = cursor.member(); key != null; key = cursor.member()) {
        Span value = cursor.skip();
        found = key.equals("include_usage") ? value : found;
      }
    }
    return found;
  }
}

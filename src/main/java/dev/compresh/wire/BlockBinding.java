package dev.compresh.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * What a request to Anthropic's Messages says about thinking blocks that are bound to another
 * conversation: {@code thinking.block_binding.prefix_mismatch_behavior}.
 */
public final class BlockBinding {
  /** The value of {@code anthropic-beta} without which the field is refused. */
  public static final String BETA = "thinking-binding-controls-2026-08-01";

  private static final String DROP =
      "\"block_binding\":{\"prefix_mismatch_behavior\":\"drop_block\"}";

  /** What every error says that refuses a block for what stands before it. */
  private static final String REFUSAL = "bound to a different conversation";

  private BlockBinding() {}

  /** Whether {@link #drop} has an edit for it. */
  public static boolean isDroppable(Prompt prompt) {
    return drop(prompt).isPresent();
  }

  /** Whether the client has said itself what is to happen. */
  public static boolean isSet(Prompt prompt) {
    return thinking(prompt).flatMap(field -> field.member("block_binding")).isPresent();
  }

  /**
   * The edit that has such blocks dropped instead of refused; empty where the client has said what
   * it wants, turns thinking off, or writes something other than an object.
   */
  public static Optional<Edit> drop(Prompt prompt) {
    if (prompt.dialect() != Dialect.MESSAGES) {
      return Optional.empty();
    }
    Optional<Field> thinking = thinking(prompt);
    if (thinking.isEmpty()) {
      // Models that bind their blocks think adaptively where a request says nothing.
      int at = Blanks.before(prompt.body(), prompt.envelope().object().end() - 1);
      String comma = Field.of(prompt).isEmpty() ? "" : ",";
      return edit(at, comma + "\"thinking\":{\"type\":\"adaptive\"," + DROP + "}");
    }
    Field field = thinking.get();
    boolean off = field.member("type").map(Field::text).orElse("").equals("disabled");
    if (!field.is(Field.Kind.OBJECT) || off || field.member("block_binding").isPresent()) {
      return Optional.empty();
    }
    boolean alone = field.members().isEmpty();
    return edit(field.value().start() + 1, DROP + (alone ? "" : ","));
  }

  /** Whether {@code body}, an answer of status 400, refuses a block for what stands before it. */
  public static boolean isRefusal(byte[] body) {
    return new String(body, UTF_8).contains(REFUSAL);
  }

  /**
   * The message that a refusal or a report names first ({@code messages.3.content.0}), as the
   * provider counts them; -1 where it names none.
   */
  public static int message(String text) {
    int at = text.indexOf("messages.");
    int from = at + "messages.".length();
    int end = from;
    while (at >= 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return at < 0 || end == from || end - from > 6 ? -1 : Integer.parseInt(text, from, end, 10);
  }

  private static Optional<Field> thinking(Prompt prompt) {
    Field found = null;
    for (Field field : Field.of(prompt)) {
      found = field.name().equals("thinking") ? field : found;
    }
    return Optional.ofNullable(found);
  }

  private static Optional<Edit> edit(int at, String json) {
    return Optional.of(new Edit.Insert(at, json.getBytes(UTF_8)));
  }
}

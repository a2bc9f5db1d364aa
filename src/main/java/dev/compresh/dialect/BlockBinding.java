package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.json.BodyEdit;
import dev.compresh.json.JsonBlanks;
import java.util.Optional;

/**
 * Reads what a request to Anthropic's Messages API says about thinking blocks that are bound to
 * another conversation: {@code thinking.block_binding.prefix_mismatch_behavior}.
 */
public final class BlockBinding {
  /** The value of {@code anthropic-beta} without which the field is refused. */
  public static final String BETA = "thinking-binding-controls-2026-08-01";

  private static final String DROP =
      "\"block_binding\":{\"prefix_mismatch_behavior\":\"drop_block\"}";

  /** Words of every error that refuses a block for what comes before it. */
  private static final String REFUSAL = "bound to a different conversation";

  private BlockBinding() {}

  /** Returns whether {@link #drop} has an edit for it. */
  public static boolean isDroppable(Prompt prompt) {
    return drop(prompt).isPresent();
  }

  /** Returns whether the client has said itself what is to happen. */
  public static boolean isSet(Prompt prompt) {
    return thinking(prompt).flatMap(bodyField -> bodyField.member("block_binding")).isPresent();
  }

  /**
   * The edit that has such blocks dropped instead of refused; empty where the client has said what
   * it wants, turns thinking off, or writes something other than an object.
   */
  public static Optional<BodyEdit> drop(Prompt prompt) {
    if (!prompt.dialect().hasThinkingBlocks()) {
      return Optional.empty();
    }
    Optional<BodyField> thinking = thinking(prompt);
    if (thinking.isEmpty()) {
      // Models that bind their blocks think adaptively where a request says nothing.
      int at = JsonBlanks.skipBackward(prompt.body(), prompt.envelope().object().end() - 1);
      String comma = BodyField.listFields(prompt).isEmpty() ? "" : ",";
      return edit(at, comma + "\"thinking\":{\"type\":\"adaptive\"," + DROP + "}");
    }
    BodyField bodyField = thinking.get();
    boolean off = bodyField.member("type").map(BodyField::text).orElse("").equals("disabled");
    if (!bodyField.is(BodyField.FieldKind.OBJECT)
        || off
        || bodyField.member("block_binding").isPresent()) {
      return Optional.empty();
    }
    boolean alone = bodyField.members().isEmpty();
    return edit(bodyField.value().start() + 1, DROP + (alone ? "" : ","));
  }

  /**
   * Returns whether {@code body}, an answer of status 400, refuses a block for what comes before
   * it.
   */
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

  private static Optional<BodyField> thinking(Prompt prompt) {
    BodyField found = null;
    for (BodyField bodyField : BodyField.listFields(prompt)) {
      found = bodyField.name().equals("thinking") ? bodyField : found;
    }
    return Optional.ofNullable(found);
  }

  private static Optional<BodyEdit> edit(int at, String json) {
    return Optional.of(new BodyEdit.InsertEdit(at, json.getBytes(UTF_8)));
  }
}

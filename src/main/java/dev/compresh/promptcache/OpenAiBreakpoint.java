package dev.compresh.promptcache;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.BodyEdit;
import dev.compresh.json.ByteSpan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Sets OpenAI's {@code prompt_cache_breakpoint} at the end of the leading system messages. From
 * GPT-5.6 on a prefix is found at a breakpoint or not at all, and the one that OpenAI sets by
 * itself is at the latest message: requests that share an instruction and nothing else would write
 * it each time.
 */
public final class OpenAiBreakpoint {
  private static final ByteSearch STANDS = new ByteSearch("\"prompt_cache_breakpoint\"");
  private static final ByteSearch OPTIONS = new ByteSearch("\"prompt_cache_options\"");
  private static final String MARK = "\"prompt_cache_breakpoint\":{\"mode\":\"explicit\"}";

  /** GPT from this version on; 506 for 5.6. */
  private static final int FROM = 506;

  private OpenAiBreakpoint() {}

  /** Returns whether {@code model} takes breakpoints. */
  public static boolean isTakenBy(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    int at = name.indexOf("gpt-");
    if (at < 0) {
      return false;
    }
    int version = 0;
    int part = 0;
    for (int i = at + "gpt-".length(); i < name.length() && part < 2; i++) {
      char c = name.charAt(i);
      if (c >= '0' && c <= '9') {
        int digit = c - '0';
        version = part == 0 ? version * 10 + 100 * digit : version + digit;
      } else if (c == '.') {
        part++;
      } else {
        break;
      }
    }
    return version >= FROM;
  }

  /** Returns whether the client says something of breakpoints itself. */
  public static boolean isIn(Prompt prompt) {
    byte[] body = prompt.body();
    return STANDS.isIn(body, 0, body.length) || OPTIONS.isIn(body, 0, body.length);
  }

  /** The edits that set it; none where no system text leads the conversation. */
  public static List<BodyEdit> edits(Prompt prompt) {
    Message last = null;
    for (Message message : prompt.messages()) {
      if (message.role() != MessageRole.SYSTEM) {
        break;
      }
      last = message;
    }
    if (last == null || last.parts().isEmpty()) {
      return List.of();
    }
    if (!(last.parts().getLast() instanceof PromptPart.TextPart textPart)) {
      return List.of();
    }
    ByteSpan byteSpan = textPart.span();
    if (!byteSpan.equals(textPart.literal())) {
      return List.of(new BodyEdit.InsertEdit(byteSpan.end() - 1, ascii("," + MARK)));
    }
    String type = prompt.dialect().textBlockType();
    return List.of(
        new BodyEdit.InsertEdit(byteSpan.start(), ascii("[{\"type\":\"" + type + "\",\"text\":")),
        new BodyEdit.InsertEdit(byteSpan.end(), ascii("," + MARK + "}]")));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

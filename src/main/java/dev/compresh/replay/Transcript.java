package dev.compresh.replay;

import dev.compresh.dialect.Dialect;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One recorded conversation, from which the requests that its client sent can be made again.
 *
 * @param id its name in reports
 * @param head fields that stand before the conversation, as JSON members without braces ({@code
 *     "model":"…","tools":[…]}); may be empty
 * @param elements the conversation's messages or items, oldest first
 */
public record Transcript(
    String id, Dialect dialect, String head, List<TranscriptElement> elements) {

  /**
   * A message or item as JSON.
   *
   * @param fromModel whether the model wrote it (and so a request ended just before it)
   */
  public record TranscriptElement(String json, boolean fromModel) {}

  /** For each request of the client: how many elements it carried. */
  public List<Integer> requests() {
    List<Integer> lengths = new ArrayList<>();
    for (int i = 1; i < elements.size(); i++) {
      if (elements.get(i).fromModel() && !elements.get(i - 1).fromModel()) {
        lengths.add(i);
      }
    }
    if (!elements.isEmpty() && !elements.getLast().fromModel()) {
      lengths.add(elements.size());
    }
    return lengths;
  }

  /** The body of the request that carried the first {@code length} elements. */
  public byte[] body(int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, "{" + head + (head.isEmpty() ? "" : ","));
    write(out, "\"" + dialect.conversationField() + "\":[");
    for (int i = 0; i < length; i++) {
      write(out, (i == 0 ? "" : ",") + elements.get(i).json());
    }
    write(out, "]}");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}

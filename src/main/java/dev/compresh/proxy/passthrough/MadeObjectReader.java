package dev.compresh.proxy.passthrough;

import dev.compresh.proxy.AnswerWatch;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads from an answer's JSON which objects it tells of: its own id, and files that belong to it.
 */
final class MadeObjectReader implements AnswerWatch {
  private static final int LONGEST = 256 << 10;
  private static final List<String> FIELDS =
      List.of("id", "output_file_id", "error_file_id", "container_id", "vector_store_id");

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean isTooLong;

  @Override
  public void accept(byte[] buf, int off, int len) {
    isTooLong |= body.size() + len > LONGEST;
    if (!isTooLong) {
      body.write(buf, off, len);
    }
  }

  /** The ids of the whole answer; none where it is no JSON object or too long. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    if (!isTooLong && body.size() > 0) {
      try {
        JsonNode root = new JsonMapper().readTree(body.toByteArray());
        for (String field : FIELDS) {
          JsonNode id = root.get(field);
          if (id != null && id.isString() && ObjectIds.isId(id.stringValue())) {
            ids.add(id.stringValue());
          }
        }
      } catch (JacksonException e) {
        return List.of();
      }
    }
    return ids;
  }
}

package dev.compresh.proxy.passthrough;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Recognises ids that providers give to what they keep. */
final class ObjectIds {
  private static final List<String> PREFIXES =
      List.of(
          "resp_",
          "conv_",
          "file-",
          "file_",
          "batch_",
          "msgbatch_",
          "vs_",
          "vsfb_",
          "cntr_",
          "cfile_",
          "upload_",
          "chatcmpl-",
          "ft:",
          "ftjob-",
          "skill_",
          "asst_",
          "thread_",
          "run_",
          "video_",
          "eval_",
          "evalrun_",
          "voice_");

  private static final int SHORTEST_REST = 3;
  private static final int LONGEST = 256;

  /** Ids in one body whose owners are looked up. */
  static final int MOST = 1_000;

  private ObjectIds() {}

  static boolean isId(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix) && text.length() >= prefix.length() + SHORTEST_REST) {
        return text.chars().allMatch(c -> c > ' ' && c < 127 && "\"<>\\/".indexOf(c) < 0);
      }
    }
    return false;
  }

  /**
   * The ids among the texts of a JSON body, at most one more than {@link #MOST}; null where it is
   * not JSON.
   */
  static @Nullable Set<String> list(byte[] body) {
    Set<String> ids = new LinkedHashSet<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
      for (JsonToken token = parser.nextToken();
          token != null && ids.size() <= MOST;
          token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING
            && parser.getStringLength() <= LONGEST
            && isId(parser.getString())) {
          ids.add(parser.getString());
        }
      }
      return ids;
    } catch (JacksonException e) {
      return null;
    }
  }
}

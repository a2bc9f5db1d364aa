package dev.compresh.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.compresh.dialect.Prompt;
import dev.compresh.json.ByteSpan;
import dev.compresh.provider.Candidate;
import java.util.List;

/**
 * Names what is learned of a provider's counts: the model at its account. Requests that offer the
 * provider's own tools are apart, as what these find counts as input too.
 */
final class CountedModel {
  private static final List<byte[]> OWN_TOOLS =
      List.of(
          "\"web_search".getBytes(US_ASCII),
          "\"web_fetch".getBytes(US_ASCII),
          "\"file_search".getBytes(US_ASCII),
          "\"code_".getBytes(US_ASCII),
          "\"mcp".getBytes(US_ASCII));

  private CountedModel() {}

  static String name(Candidate candidate, Prompt prompt) {
    String name = candidate.provider().account() + "/" + candidate.model();
    return offersOwnTools(prompt) ? name + "+tools" : name;
  }

  private static boolean offersOwnTools(Prompt prompt) {
    for (ByteSpan byteSpan : prompt.envelope().fixed()) {
      for (int i = byteSpan.start(); i < byteSpan.end(); i++) {
        if (prompt.body()[i] == '"' && isOwnTool(prompt.body(), i, byteSpan.end())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOwnTool(byte[] body, int at, int end) {
    for (byte[] tool : OWN_TOOLS) {
      int last = at + tool.length;
      boolean same = last <= end;
      for (int i = 1; same && i < tool.length; i++) {
        same = body[at + i] == tool[i];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }
}

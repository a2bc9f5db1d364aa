package dev.compresh.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider that binds its thinking as Anthropic documents it: to system text, tools and messages
 * before the block, and to the block before it.
 */
final class BindingProvider {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record BoundOrigin(String prefix, String before) {}

  private final Map<String, BoundOrigin> issued = new HashMap<>();

  /** Places of blocks that are bound to something else than what comes before them. */
  List<String> mismatches(byte[] body) {
    JsonNode request = JSON.readTree(body);
    StringBuilder prefix = new StringBuilder(request.path("system").toString());
    prefix.append(request.path("tools"));
    List<String> failed = new ArrayList<>();
    String before = "";
    boolean first = true;
    int m = 0;
    for (JsonNode message : request.path("messages")) {
      prefix.append('\n').append(message.path("role"));
      int b = 0;
      for (JsonNode block : blocks(message)) {
        if (block.path("type").asString().equals("thinking")) {
          BoundOrigin boundOrigin = issued.get(block.path("signature").asString());
          boolean follows = first || boundOrigin == null || boundOrigin.before.equals(before);
          if (boundOrigin == null || !boundOrigin.prefix.equals(prefix.toString()) || !follows) {
            failed.add("messages." + m + ".content." + b);
          }
          before = block.path("signature").asString();
          first = false;
        } else {
          prefix.append(bare(block));
        }
        b++;
      }
      m++;
    }
    return failed;
  }

  /** What a model reads of {@code body} where blocks that do not fit are dropped. */
  byte[] dropped(byte[] body) {
    List<String> failed = mismatches(body);
    JsonNode request = JSON.readTree(body);
    if (failed.isEmpty()) {
      return body;
    }
    boolean drops = false;
    int m = 0;
    for (JsonNode message : request.path("messages")) {
      if (message.path("content") instanceof ArrayNode content) {
        for (int b = 0; b < content.size(); b++) {
          drops |= failed.getFirst().equals("messages." + m + ".content." + b);
        }
        for (int b = drops ? content.size() - 1 : -1; b >= 0; b--) {
          if (content.get(b).path("type").asString().equals("thinking")) {
            content.remove(b);
          }
        }
      }
      m++;
    }
    return request.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The vendor's error for a block at {@code place}. */
  static byte[] refusal(String place) {
    String message =
        place
            + ": Invalid `signature` in `thinking` block. The block is bound to a different"
            + " conversation. Remove the block, or set"
            + " `thinking.block_binding.prefix_mismatch_behavior` to \"drop_block\".";
    ObjectNode body = JSON.createObjectNode().put("type", "error");
    body.putObject("error").put("type", "invalid_request_error").put("message", message);
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A thinking block for the answer to {@code body}. */
  ObjectNode think(byte[] body) {
    JsonNode request = JSON.readTree(body);
    StringBuilder prefix = new StringBuilder(request.path("system").toString());
    prefix.append(request.path("tools"));
    String before = "";
    for (JsonNode message : request.path("messages")) {
      prefix.append('\n').append(message.path("role"));
      for (JsonNode block : blocks(message)) {
        if (block.path("type").asString().equals("thinking")) {
          before = block.path("signature").asString();
        } else {
          prefix.append(bare(block));
        }
      }
    }
    prefix.append('\n').append("\"assistant\"");
    String signature = "sig" + issued.size();
    issued.put(signature, new BoundOrigin(prefix.toString(), before));
    return JSON.createObjectNode()
        .put("type", "thinking")
        .put("thinking", "")
        .put("signature", signature);
  }

  private static List<JsonNode> blocks(JsonNode message) {
    JsonNode content = message.path("content");
    if (content.isString()) {
      return List.of(JSON.createObjectNode().put("type", "text").put("text", content.asString()));
    }
    return List.copyOf(content.values());
  }

  private static String bare(JsonNode block) {
    ObjectNode copy = (ObjectNode) block.deepCopy();
    copy.remove("cache_control");
    return copy.toString();
  }
}

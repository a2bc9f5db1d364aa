package dev.compresh.sim;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tool calls and results in Anthropic Messages: each {@code tool_use} is answered once in the next
 * user turn, each {@code tool_result} answers a call of the assistant turn before it, and results
 * stand before any other content. Messages of one role in a row are one turn, as with the provider.
 */
final class MessagesPairs {
  private final SimulatedProblems simulatedProblems;

  /** True where the provider holds earlier turns, and so the calls that a first turn answers. */
  private boolean continued;

  private final Set<String> everCalled = new HashSet<>();
  private Set<String> called = new LinkedHashSet<>();
  private Set<String> answered = new HashSet<>();
  private boolean otherContent;
  private String callPath = "messages";

  MessagesPairs(SimulatedProblems simulatedProblems, boolean continued) {
    this.simulatedProblems = simulatedProblems;
    this.continued = continued;
  }

  void check(JsonNode messages) {
    String before = "";
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String role = SimulatedJson.text(message, "role");
      if (role.equals("system")) {
        continue; // next to the turns
      }
      if (!role.equals(before)) {
        turn(role);
        before = role;
      }
      JsonNode content = message.path("content");
      if (content.isString()) {
        otherContent = true;
      }
      for (int j = 0; content.isArray() && j < content.size(); j++) {
        block(content.get(j), role, "messages." + i, "messages." + i + ".content." + j);
      }
    }
    turn("assistant");
  }

  private void turn(String role) {
    if (role.equals("assistant")) {
      continued = false;
      called.removeAll(answered);
      simulatedProblems.require(
          called.isEmpty(),
          callPath,
          "'tool_use' ids were found without 'tool_result' blocks immediately after: "
              + String.join(", ", called));
      called = new LinkedHashSet<>();
    }
    answered = new HashSet<>();
    otherContent = false;
  }

  private void block(JsonNode block, String role, String message, String path) {
    switch (SimulatedJson.text(block, "type")) {
      case "tool_use" -> {
        String id = SimulatedJson.text(block, "id");
        simulatedProblems.require(everCalled.add(id), path, "'tool_use' ids must be unique");
        called.add(id);
        callPath = message;
      }
      case "tool_result" -> result(SimulatedJson.text(block, "tool_use_id"), role, path);
      default -> otherContent = true;
    }
  }

  private void result(String id, String role, String path) {
    simulatedProblems.require(
        role.equals("user") && (continued || called.contains(id)),
        path,
        "unexpected 'tool_use_id' found in 'tool_result' blocks: "
            + id
            + "; each must have a corresponding 'tool_use' block in the previous message");
    simulatedProblems.require(
        answered.add(id), path, "each 'tool_use' must have a single result, found more: " + id);
    simulatedProblems.require(
        !otherContent,
        path,
        "'tool_result' blocks must come first in the content of their message");
  }
}

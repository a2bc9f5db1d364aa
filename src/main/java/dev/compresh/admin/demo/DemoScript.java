package dev.compresh.admin.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the requests of an agent that mends a failing test: each resends all before it. */
final class DemoScript {
  static final String MODEL = "gpt-4o";

  private static final int TESTS = 60;
  private static final int LINES = 110;

  /** A call of a tool and what came back. */
  private record ToolTurn(String tool, String argument, String value, String result) {}

  private DemoScript() {}

  /** The bodies of all requests, first turn first. */
  static List<ObjectNode> requests() {
    List<ObjectNode> requests = new ArrayList<>();
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    message(messages, "system", "You are a coding agent. Work in small steps and run the tests.");
    message(messages, "user", "The nightly build is red. Find out why and make it green.");
    requests.add(request(messages));
    int call = 0;
    for (ToolTurn turn : turns()) {
      add(messages, turn, "call_" + ++call);
      requests.add(request(messages));
    }
    return requests;
  }

  private static List<ToolTurn> turns() {
    return List.of(
        run("mvn -q test", testLog(true)),
        read("src/main/java/shop/Invoice.java", source("Invoice", 3)),
        read("src/test/java/shop/InvoiceTest.java", source("InvoiceTest", 5)),
        run("grep -rn roundCents src", matches()),
        read("src/main/java/shop/Invoice.java", source("Invoice", 3)),
        run("mvn -q test -Dtest=InvoiceTest", testLog(true)),
        read("src/main/java/shop/Money.java", source("Money", 7)),
        run("git diff", source("Invoice", 4)),
        run("mvn -q test", testLog(false)),
        run("git status --short", " M src/main/java/shop/Invoice.java\n"));
  }

  private static ToolTurn run(String command, String output) {
    return new ToolTurn("bash", "command", command, output);
  }

  private static ToolTurn read(String path, String text) {
    return new ToolTurn("read_file", "path", path, text);
  }

  private static void message(ArrayNode messages, String role, String content) {
    messages.addObject().put("role", role).put("content", content);
  }

  private static void add(ArrayNode messages, ToolTurn turn, String id) {
    ObjectNode argument = JsonNodeFactory.instance.objectNode().put(turn.argument, turn.value);
    ObjectNode assistant = messages.addObject().put("role", "assistant").putNull("content");
    ObjectNode call = assistant.putArray("tool_calls").addObject().put("id", id);
    call.put("type", "function");
    call.putObject("function").put("name", turn.tool).put("arguments", argument.toString());
    messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", turn.result);
  }

  private static ObjectNode request(ArrayNode messages) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", MODEL);
    body.put("max_tokens", 200);
    body.set("messages", messages.deepCopy());
    ArrayNode tools = body.putArray("tools");
    tool(tools, "bash", "Run a command.", "command");
    tool(tools, "read_file", "Read a file with line numbers.", "path");
    return body;
  }

  private static void tool(ArrayNode tools, String name, String description, String argument) {
    ObjectNode function = tools.addObject().put("type", "function").putObject("function");
    function.put("name", name).put("description", description);
    ObjectNode parameters = function.putObject("parameters").put("type", "object");
    parameters.putObject("properties").putObject(argument).put("type", "string");
  }

  private static String testLog(boolean red) {
    StringBuilder out = new StringBuilder("[INFO] Scanning for projects...\n");
    for (int i = 1; i <= TESTS; i++) {
      String name = "shop." + List.of("Cart", "Order", "Price", "Stock").get(i % 4) + "Test";
      out.append("[INFO] Running ").append(name).append(i).append('\n');
      out.append("[INFO] Tests run: ").append(i % 9 + 1);
      out.append(", Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.0");
      out.append(i * 37 % 90 + 10).append(" s -- in ").append(name).append(i).append('\n');
    }
    if (red) {
      out.append("[ERROR] Tests run: 4, Failures: 1, Errors: 0, Skipped: 0 <<< FAILURE!");
      out.append(" -- in shop.InvoiceTest\n");
      out.append("[ERROR] shop.InvoiceTest.total_roundsHalfUp -- Time elapsed: 0.004 s\n");
      out.append("org.opentest4j.AssertionFailedError: expected: <1013> but was: <1012>\n");
      for (int i = 1; i <= 24; i++) {
        out.append("\tat org.junit.platform.engine.Frame").append(i).append(".call(Frame");
        out.append(i).append(".java:").append(i * 13).append(")\n");
      }
      out.append("[INFO] BUILD FAILURE\n");
    } else {
      out.append("[INFO] BUILD SUCCESS\n");
    }
    return out.toString();
  }

  private static String source(String type, int seed) {
    StringBuilder out = new StringBuilder();
    for (int line = 1; line <= LINES; line++) {
      out.append(String.format(Locale.ROOT, "%6d\t", line));
      out.append(
          switch (line % 5) {
            case 1 -> "  /** Adds position " + line * seed % 41 + " of the " + type + ". */";
            case 2 -> "  long position" + line * seed % 41 + "(long cents, int quantity) {";
            case 3 -> "    return roundCents(cents * quantity, " + line * seed % 7 + ");";
            case 4 -> "  }";
            default -> "";
          });
      out.append('\n');
    }
    return out.toString();
  }

  private static String matches() {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= TESTS; i++) {
      out.append("src/main/java/shop/Invoice.java:").append(i * 5 - 2);
      out.append(":    return roundCents(cents * quantity, ").append(i % 7).append(");\n");
    }
    return out.toString();
  }
}

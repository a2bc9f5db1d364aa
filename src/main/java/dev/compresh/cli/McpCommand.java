package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.HttpServers;
import dev.compresh.config.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code compresh mcp}: passes messages from the standard input to a server's {@code /mcp}. */
@Command(
    name = "mcp",
    description =
        "Serve the Model Context Protocol on standard input and output, for agents."
            + " COMPRESH_ADMIN_TOKEN holds a personal token.",
    mixinStandardHelpOptions = true)
final class McpCommand implements Callable<Integer> {
  private static final int MOST_CHARACTERS = 64 * 1024;

  @Option(
      names = "--admin-url",
      paramLabel = "URL",
      description = "URL of the administration port (default: the server configured here).")
  private @Nullable String adminUrl;

  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final JsonMapper mapper = new JsonMapper();

  @Override
  public Integer call() throws IOException, InterruptedException {
    String token = System.getenv("COMPRESH_ADMIN_TOKEN");
    if (token == null || token.isBlank()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "COMPRESH_ADMIN_TOKEN is not set. Make a personal token: 'compresh token create'.");
    }
    String url = adminUrl;
    if (url == null) {
      Config config = options.load();
      url =
          HttpServers.url(
              config.admin().host(), config.admin().port(), config.tls().admin() != null);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (AdminApiClient api = new AdminApiClient(url, token.strip());
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String answer = line.isBlank() ? "" : answer(api, line);
        if (!answer.isEmpty()) {
          out.print(answer + "\n");
          out.flush();
        }
      }
    }
    return ExitCode.OK;
  }

  /** The line that answers {@code line}; empty for notifications. */
  private String answer(AdminApiClient api, String line) throws InterruptedException {
    JsonNode message;
    try {
      message = mapper.readTree(line.length() > MOST_CHARACTERS ? "" : line);
    } catch (JacksonException e) {
      return error(JsonNodeFactory.instance.nullNode(), -32700, "The message is not valid JSON.");
    }
    JsonNode id = message.path("id");
    try {
      AdminApiClient.ApiReply answer = api.message(message);
      if (answer.body().has("jsonrpc")) {
        return mapper.writeValueAsString(answer.body());
      }
      if (answer.status() == 202 || id.isMissingNode()) {
        return "";
      }
      String text = answer.body().path("error").path("message").asString("");
      return error(id, -32000, "The server answered " + answer.status() + ". " + text);
    } catch (IOException e) {
      return id.isMissingNode()
          ? ""
          : error(id, -32000, "No server answers. Start it with 'compresh up'.");
    }
  }

  private String error(JsonNode id, int code, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("jsonrpc", "2.0");
    body.set("id", id.isMissingNode() ? JsonNodeFactory.instance.nullNode() : id);
    body.putObject("error").put("code", code).put("message", message);
    return mapper.writeValueAsString(body);
  }
}

package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.CompreshServer;
import dev.compresh.app.ExitCode;
import dev.compresh.app.WarmUp;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import dev.compresh.config.EnvironmentSetting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code train}: a short run of the whole program against its simulated provider, for the JVM to
 * record what a start loads. The launcher calls it once per build.
 */
@Command(name = "train", description = "Create the start-up cache.", hidden = true)
final class TrainCommand implements Callable<Integer> {
  private static final int ROUNDS = 20;
  private static final String KEY = "comp_" + "t".repeat(27);

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("compresh-train");
    try {
      run(folder);
    } finally {
      delete(folder);
    }
    return ExitCode.OK;
  }

  private static void run(Path folder) throws IOException, InterruptedException {
    Map<String, String> flags =
        Map.of(
            EnvironmentSetting.PORT.path(), "0",
            EnvironmentSetting.ADMIN_PORT.path(), "0",
            EnvironmentSetting.DATA.path(), folder.toString(),
            EnvironmentSetting.RATE_LIMIT.path(), "0");
    Config config =
        new ConfigLoader(Map.of("COMPRESH_BOOTSTRAP_KEY", KEY), folder).load(flags, null);
    try (CompreshServer compreshServer = new CompreshServer(config);
        HttpClient client = HttpClient.newHttpClient()) {
      StartText.lines(
          config, compreshServer.servers(), compreshServer.made(), compreshServer.unpriced());
      String url = compreshServer.servers().url();
      for (int round = 0; round < ROUNDS; round++) {
        for (boolean stream : new boolean[] {false, true}) {
          String words = "[{\"role\":\"user\",\"content\":\"Hello\"}]";
          post(client, url + "/v1/chat/completions", stream, "gpt-4o", "\"messages\":" + words);
          post(client, url + "/v1/responses", stream, "gpt-4o", "\"input\":" + words);
          String messages = "\"max_tokens\":64,\"messages\":" + words;
          post(client, url + "/v1/messages", stream, "claude-sonnet-4-5", messages);
        }
        ask(client, HttpRequest.newBuilder(URI.create(url + "/v1/models")));
        ask(client, HttpRequest.newBuilder(URI.create(url + "/health")));
      }
      new WarmUp(compreshServer.assembly().encodings()).run();
    }
  }

  private static void post(
      HttpClient client, String url, boolean stream, String model, String fields)
      throws IOException, InterruptedException {
    String body = "{\"model\":\"" + model + "\",\"stream\":" + stream + "," + fields + "}";
    ask(
        client,
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static void ask(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            request.header("authorization", "Bearer " + KEY).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new CommandFailure(
          ExitCode.INTERNAL,
          "The training request was answered with status " + answer.statusCode() + ".");
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}

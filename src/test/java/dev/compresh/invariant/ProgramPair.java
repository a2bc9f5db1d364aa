package dev.compresh.invariant;

import dev.compresh.cli.RunningProgram;
import dev.compresh.sim.SimProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Two programs on one folder of data, before one simulated provider that enforces its checks. */
final class ProgramPair implements AutoCloseable {
  private static final String REWRITES = "compresh_thinking_rewrites_total";

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<RunningProgram> programs = new ArrayList<>();
  private final Map<RunningProgram, Double> rewrites = new HashMap<>();

  private ProgramPair(Path folder, Map<String, String> settings) {
    Map<String, String> quiet = new HashMap<>(settings);
    quiet.put("COMPRESH_ACCESS_LOG", "false");
    RunningProgram first = RunningProgram.quick(folder, quiet);
    programs.add(first);
    Map<String, String> beside = new HashMap<>(quiet);
    beside.put("COMPRESH_ANTHROPIC_BASE_URL", first.provider().url());
    programs.add(RunningProgram.quick(folder, beside));
  }

  static ProgramPair start(Path folder, Map<String, String> settings) {
    return new ProgramPair(folder, settings);
  }

  RunningProgram any(Random random) {
    return programs.get(random.nextInt(programs.size()));
  }

  void restart(RunningProgram program) {
    program.restart();
    rewrites.remove(program);
  }

  SimProvider provider() {
    return programs.getFirst().provider();
  }

  /** Whether the program has rewritten anything since this was last asked. */
  boolean hasRewritten(RunningProgram program) {
    double now = metric(program, REWRITES);
    Double before = rewrites.put(program, now);
    return now > (before == null ? 0 : before);
  }

  /** A metric's sum over its labels. */
  double metric(RunningProgram program, String name) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(program.adminUrl() + "/metrics")).build();
    try {
      String text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return text.lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    programs.reversed().forEach(RunningProgram::close);
    client.close();
  }
}

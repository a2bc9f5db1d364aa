package dev.compresh.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program in a process of its own, with the limits of a small machine. */
final class ForkedProgram implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final Path output;

  /**
   * Starts it.
   *
   * @param descriptors that it may have, 0 for what this process may
   * @param options of the JVM
   */
  ForkedProgram(Path folder, int descriptors, List<String> options, Map<String, String> settings)
      throws IOException {
    this.output = folder.resolve("out");
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(options);
    java.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "up"));
    String limit = descriptors == 0 ? "" : "ulimit -n " + descriptors + "; ";
    List<String> command = new ArrayList<>(List.of("sh", "-c", limit + "exec \"$@\"", "sh"));
    command.addAll(java);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("COMPRESH_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "COMPRESH_DATA",
                folder.resolve("data").toString(),
                "COMPRESH_PORT",
                "0",
                "COMPRESH_ADMIN_PORT",
                "0",
                "COMPRESH_KEY_FILE",
                folder.resolve("master.key").toString(),
                "COMPRESH_BOOTSTRAP_KEY",
                RunningProgram.KEY));
    builder.environment().putAll(settings);
    this.process = builder.start();
  }

  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** The ports that it has printed so far, in the order of its lines. */
  List<Integer> ports() throws IOException {
    List<Integer> ports = new ArrayList<>();
    Matcher found = URL.matcher(output());
    while (found.find()) {
      ports.add(Integer.parseInt(found.group(1)));
    }
    return ports;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end; its exit code. */
  int exit() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("it goes on");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

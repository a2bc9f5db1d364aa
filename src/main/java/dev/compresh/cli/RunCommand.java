package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.cli.connect.ClientLaunch;
import dev.compresh.cli.connect.ClientProgram;
import dev.compresh.cli.connect.GatewayAccess;
import dev.compresh.cli.connect.GatewayProbe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compresh run CLIENT -- ARGS}: starts a client that uses the gateway. */
@Command(
    name = "run",
    description =
        "Start a client that uses the gateway, with a key of its own. No file is changed.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "CLIENT",
      description =
          "claude-code, codex, opencode, qwen, gemini, kilo, aider, openai-env or anthropic-env.")
  String client = "";

  @Parameters(
      index = "1..*",
      paramLabel = "ARGS",
      description =
          "Arguments for the client, after --. For openai-env and anthropic-env: the program.")
  List<String> arguments = List.of();

  @Mixin private final GatewayOptionGroup options = new GatewayOptionGroup();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    ClientProgram program = GatewayOptionGroup.client(client);
    if (program.binary().isEmpty() && arguments.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "Name the program: compresh run " + program.label() + " -- PROGRAM.");
    }
    GatewayKeys.ClientKey made = null;
    try (GatewayProbe probe = new GatewayProbe(options.url())) {
      // A gateway that is not there is found out before a key is made.
      probe.models("");
      String secret = options.key;
      if (secret == null) {
        made = options.keys().create("run " + program.label());
        secret = made.secret();
      }
      return start(program, options.access(probe, program, secret));
    } catch (ConnectException | HttpTimeoutException e) {
      throw GatewayOptionGroup.unreachable(options.url());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "'" + program.binary() + "' could not be started: " + e.getMessage());
    } finally {
      revoke(made);
    }
  }

  private int start(ClientProgram program, GatewayAccess access)
      throws IOException, InterruptedException {
    ClientLaunch launch =
        ClientLaunch.of(program, access)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE,
                        program.title()
                            + " reads only its configuration file. Use 'compresh connect "
                            + program.label()
                            + "'."));
    List<String> command = new ArrayList<>();
    if (!program.binary().isEmpty()) {
      command.add(program.binary());
    }
    command.addAll(launch.arguments());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(launch.environment());
    builder.environment().keySet().removeAll(launch.unset());
    Process process = builder.start();
    Thread stop = new Thread(process::destroy, "client-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    return process.waitFor();
  }

  private void revoke(GatewayKeys.@Nullable ClientKey made) throws InterruptedException {
    if (made == null) {
      return;
    }
    try {
      options.keys().revoke(made.id());
    } catch (IOException | CommandFailure e) {
      spec.commandLine()
          .getErr()
          .println("Key " + made.id() + " could not be revoked. Revoke it in the dashboard.");
    }
  }
}

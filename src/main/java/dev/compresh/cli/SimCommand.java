package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.sim.PrefixEnforcement;
import dev.compresh.sim.SimOptions;
import dev.compresh.sim.SimProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sim}: the simulated provider by itself. */
@Command(
    name = "sim",
    description = "Run the simulated provider on its own; the header x-sim-fault requests faults.",
    mixinStandardHelpOptions = true)
final class SimCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "4010", description = "Default ${DEFAULT-VALUE}.")
  private int port = 4010;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Default ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--prefix-check",
      defaultValue = "enforcing",
      description =
          "Anthropic account to play: enforcing (made since 31 August 2026: thinking bound to"
              + " another conversation is refused) or lenient (older: only if the request asks for"
              + " it). Default ${DEFAULT-VALUE}.")
  private PrefixEnforcement prefixCheck = PrefixEnforcement.ENFORCING;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    try {
      SimOptions options =
          SimOptions.forTests().withRecordBytes(0).withPrefixEnforcement(prefixCheck);
      SimProvider provider = SimProvider.start(port, options.withHost(InetAddress.getByName(host)));
      spec.commandLine().getOut().println("Simulated provider at " + provider.url());
      spec.commandLine().getOut().flush();
    } catch (UnknownHostException e) {
      throw new CommandFailure(ExitCode.PORT, "No address found for the host name " + host + ".");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.PORT, "Can't listen on " + host + ":" + port + ". Choose another with --port.");
    }
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }
}

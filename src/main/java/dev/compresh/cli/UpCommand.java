package dev.compresh.cli;

import dev.compresh.app.CompreshServer;
import dev.compresh.app.ConfigSource;
import dev.compresh.app.ExitCode;
import dev.compresh.app.WarmUp;
import dev.compresh.config.Config;
import dev.compresh.gateway.FatalError;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code up}: serve until asked to stop. */
@Command(name = "up", description = "Serve.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> {
          FatalError.check(fault);
          // Without the message: it may quote a prompt.
          LOG.error("thread {} ended: {}", thread.getName(), fault.getClass().getName());
        });
    ConfigSource source = options.source();
    Config config = source.load();
    CompreshServer compreshServer = new CompreshServer(config);
    PrintWriter out = spec.commandLine().getOut();
    StartText.lines(
            config, compreshServer.servers(), compreshServer.made(), compreshServer.unpriced())
        .forEach(out::println);
    out.flush();
    compreshServer.watch(source);
    SavingLine.startOnTerminal(compreshServer, out);
    // The JVM would end with 143; an orderly stop is a success.
    Thread stop =
        new Thread(
            () -> {
              compreshServer.drain();
              Runtime.getRuntime().halt(ExitCode.OK);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    WarmUp.start(compreshServer.assembly().encodings());
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }
}

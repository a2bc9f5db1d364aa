package dev.compresh.cli;

import dev.compresh.config.Config;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code up}: serve until asked to stop. */
@Command(name = "up", description = "Serve.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    ConfigSource source = options.source();
    Config config = source.load();
    Program program = new Program(config);
    PrintWriter out = spec.commandLine().getOut();
    StartText.of(config, program.servers(), program.made(), program.unpriced())
        .forEach(out::println);
    out.flush();
    program.watch(source);
    // The JVM would end with 143; an orderly stop is a success.
    Thread stop =
        new Thread(
            () -> {
              program.drain();
              Runtime.getRuntime().halt(Exit.OK);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    WarmUp.start(program.assembly().encodings());
    new CountDownLatch(1).await();
    return Exit.OK;
  }
}

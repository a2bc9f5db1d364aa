package dev.compresh.app;

import dev.compresh.sim.SimOptions;
import dev.compresh.sim.SimProvider;
import dev.compresh.token.ExactTokenizers;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The simulated provider inside this program, started when it is first needed. */
final class EmbeddedSimulator implements Supplier<URI>, AutoCloseable {
  private final ExactTokenizers exactTokenizers;
  private @Nullable SimProvider provider;

  EmbeddedSimulator(ExactTokenizers exactTokenizers) {
    this.exactTokenizers = exactTokenizers;
  }

  /**
   * Returns where it listens.
   *
   * @throws CommandFailure where it can't
   */
  @Override
  public synchronized URI get() {
    SimProvider running = provider;
    if (running == null) {
      SimOptions options =
          SimOptions.quiet().withTokenizer(text -> exactTokenizers.o200k().count(text));
      try {
        running = SimProvider.start(0, options);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.PORT, "The simulated provider can't listen on loopback: " + e.getMessage());
      }
      provider = running;
    }
    return URI.create(running.url());
  }

  @Override
  public synchronized void close() {
    if (provider != null) {
      provider.close();
    }
  }
}

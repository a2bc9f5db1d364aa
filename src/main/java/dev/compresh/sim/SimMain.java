package dev.compresh.sim;

import java.io.IOException;
import java.net.InetAddress;

/** The simulated provider as a program of its own: {@code SimMain [--port N] [--host ADDRESS]}. */
public final class SimMain {
  private static final int PORT = 4010;

  private SimMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = PORT;
    InetAddress host = InetAddress.getLoopbackAddress();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--port" -> port = Integer.parseInt(arguments[i + 1]);
        case "--host" -> host = InetAddress.getByName(arguments[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    try (SimProvider provider = SimProvider.start(port, options().withHost(host))) {
      System.out.println("simulated provider at " + provider.url());
      Thread.currentThread().join();
    }
  }

  /** Faults may be asked for by header; requests are not kept. */
  private static SimOptions options() {
    return SimOptions.forTests().withRecordBytes(0);
  }
}

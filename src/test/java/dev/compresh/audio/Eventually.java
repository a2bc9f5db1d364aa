package dev.compresh.audio;

/** For what is written down a moment after an answer. */
final class Eventually {
  interface Check {
    void run() throws Exception;
  }

  private Eventually() {}

  static void holds(Check check) throws Exception {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(20);
      }
    }
  }
}

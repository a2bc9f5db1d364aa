package dev.compresh.invariant;

import java.util.Random;
import java.util.function.Supplier;

/** What programs print. */
final class RandomPrints {
  private RandomPrints() {}

  static String tests(Random random) {
    StringBuilder out = new StringBuilder("=== test session starts ===\n");
    int size = 5 + random.nextInt(60);
    for (int i = 0; i < size; i++) {
      boolean failed = random.nextInt(20) == 0;
      out.append("tests/test_").append(i % 7).append(".py::case_").append(i);
      out.append(failed ? " FAILED" : " PASSED").append(" [").append(i * 100 / size).append("%]\n");
    }
    return out.append("E   AssertionError: expected 4, got 5\n=== done in 3.21s ===").toString();
  }

  static String records(Random random, Supplier<String> word) {
    StringBuilder out = new StringBuilder("[\n");
    int size = 2 + random.nextInt(20);
    for (int i = 0; i < size; i++) {
      out.append("  {\n    \"id\": ").append(1000 + i).append(",\n    \"price\": 1.50,\n");
      out.append("    \"name\": \"").append(word.get()).append(i).append("\",\n");
      out.append("    \"city\": \"K\\u00f6ln\",\n    \"ok\": ").append(random.nextBoolean());
      out.append("\n  }").append(i + 1 < size ? ",\n" : "\n");
    }
    return out.append(']').toString();
  }

  static String build(Random random, Supplier<String> word) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 101; i += 5) {
      out.append("\rdownloading ").append(i).append("% ").append("#".repeat(i / 5));
    }
    out.append('\n');
    int size = 5 + random.nextInt(50);
    for (int i = 0; i < size; i++) {
      out.append("\u001b[32m[INFO]\u001b[0m 2026-03-0").append(1 + i % 9).append(" 10:00:");
      out.append("%02d".formatted(i % 60)).append(" compiled ").append(word.get());
      out.append(random.nextInt(1000))
          .append(".c in ")
          .append(random.nextInt(90))
          .append(" ms  \n");
    }
    out.append("warning: unused variable 'x'\n".repeat(random.nextInt(6)));
    return out.append(random.nextInt(3) == 0 ? "error: undefined symbol 'main'\n" : "").toString();
  }
}

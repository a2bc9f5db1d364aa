package dev.compresh.compression.output;

import dev.compresh.compression.ToolUse;
import java.util.List;
import java.util.Random;

/** What tools print, at random, in the manner of each family. */
final class RandomToolOutputs {
  /** A call, and a line of what it prints; {@code %d} and {@code %s} stand for what varies. */
  private record Family(ToolUse use, List<String> lines) {}

  private static final List<Family> FAMILIES =
      List.of(
          tool("Read", "a.py", "  %d→    total_%d = price_%s", "%d\tx", "data:%s"),
          shell("cat a.json", "{", "  \"%s\": %d,", "}", "\r", "\u001b[0m"),
          shell("ls -lR", "src/%s:", "drwxr-xr-x 2 a b %d Mar  3 09:12 %s", "total %d", ""),
          shell("tree", "├── %s", "│   ├── %s", "│   │   └── %s", "%d files"),
          shell("find . -type f", "./src/module/%s.py", "./src/module/sub/%s", "./%s"),
          shell(
              "grep -rn x src", "src/app/db.py:%d:x = %s", "src/app/db.py-%d-", "--", "src/a/b:%s"),
          shell(
              "git diff",
              "diff --git a/%s b/yarn.lock",
              "@@ -%d +%d @@",
              "+%s",
              "-%s",
              " x | %d ++-"),
          shell("pytest -v", "tests/a.py::test_%s PASSED [ %d%%]", "tests/a.py::t FAILED", "E  %s"),
          shell("npm test", "  ✓ %s (%d ms)", "  ✕ %s", "FAIL %s", "PASS src/%s"),
          shell(
              "go test ./...",
              "=== RUN   T%s",
              "--- PASS: T%s (0.00s)",
              "ok  \tp\t0.%ds",
              "x.go:%d: no"),
          shell(
              "pip install x", "  Downloading %s.whl (%d kB)", "Collecting %s", "Using cached %s"),
          shell("docker pull x", "a2abf6c4d29d: Waiting", "a2abf6c4d29d: %s", "Digest: %s"),
          shell("tsc", "src/api/client.ts(%d,%d): error TS1: %s", "src/b/longer.ts(%d,1): error x"),
          shell(
              "node a.js",
              "Error: %s",
              "    at f (/app/node_modules/%s.js:%d:1)",
              "    at g (/app/x.js:1:1)"),
          shell("tail -f log", "2026-01-0%d INFO worker-%d took '%s'", "WARN %s"),
          shell("./serve", "2026-01-0%d INFO worker-%d took '%s'", "ERROR %s", "10%%\r20%%\r%d%%"),
          tool(
              "query",
              "",
              "{\"id\": %d, \"kind\": \"a\", \"s\": {\"x\": %d, \"y\": 2}}",
              "[%d, %d]"),
          tool("rows", "", "%d,eu,%s", "1,eu,b", "id,region,name"),
          tool(
              "fetch",
              "",
              "<!doctype html><p>%s",
              "<a href=\"/%s\">%d</a>",
              "<script>%s",
              "</div>"));

  private RandomToolOutputs() {}

  private static Family tool(String name, String target, String... lines) {
    return new Family(new ToolUse(name, "", target, List.of()), List.of(lines));
  }

  private static Family shell(String command, String... lines) {
    return new Family(new ToolUse("bash", command, "", List.of()), List.of(lines));
  }

  /** One result, and the call that it answers. */
  record RandomOutput(ToolUse use, String text) {}

  static RandomOutput random(Random random) {
    Family family = FAMILIES.get(random.nextInt(FAMILIES.size()));
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      String line = family.lines().get(random.nextInt(family.lines().size()));
      for (int n = 1 + random.nextInt(8) / 3; n > 0; n--) {
        text.append(filled(line, random)).append(i == 1 && random.nextBoolean() ? "" : "\n");
      }
    }
    return new RandomOutput(
        family.use(), random.nextInt(3) == 0 ? mutated(text, random) : text.toString());
  }

  private static String filled(String line, Random random) {
    return line.replace("%%", "%")
        .replace("%d", Integer.toString(random.nextInt(200)))
        .replace("%s", Integer.toString(random.nextInt(2_000), 36));
  }

  private static String mutated(StringBuilder text, Random random) {
    for (int i = random.nextInt(6); i > 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      String signs = "\n\r\t \u0000\u001b\ud800\udc00{}[]\"'<>:-│·\b";
      char sign = signs.charAt(random.nextInt(signs.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, sign);
        case 2 -> text.setCharAt(at, sign);
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 60)));
      }
    }
    return text.toString();
  }
}

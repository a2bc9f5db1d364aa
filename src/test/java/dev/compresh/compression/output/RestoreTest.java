package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder gives back what a tool printed, from the forwarded text alone. */
class RestoreTest {
  private static final ToolOutputCompressor COMPRESSOR =
      new ToolOutputCompressor(ElisionMarkers.DEFAULT);

  private static ToolUse shell(String command) {
    return new ToolUse("bash", command, "", List.of());
  }

  private static final ToolUse DATA = new ToolUse("get_rows", "", "", List.of());

  /** What goes out for {@code text}, which must be shorter and come back byte for byte. */
  private static String exact(ToolUse use, String text) {
    String forwarded = COMPRESSOR.shrink(use, text, CompressionMode.LOSSLESS, String::length);
    assertThat(forwarded.length()).isLessThan(text.length());
    assertThat(COMPRESSOR.restore(use, forwarded)).isEqualTo(text);
    return forwarded;
  }

  /** The same for JSON, which comes back without the blanks between its values. */
  private static String equal(String text) {
    String forwarded = COMPRESSOR.shrink(DATA, text, CompressionMode.LOSSLESS, String::length);
    assertThat(forwarded.length()).as(text).isLessThan(text.length());
    assertThat(COMPRESSOR.restore(DATA, forwarded)).isEqualTo(COMPRESSOR.normalize(DATA, text));
    return forwarded;
  }

  @Test
  void hits() {
    exact(shell("grep -rn x src"), "src/app/main.py:7:a\nsrc/app/main.py:19: b:1\n".repeat(4));
    exact(
        shell("rg -C1 x"),
        "src/app/db.py-10-a\nsrc/app/db.py:11:b\n--\nsrc/app/db.py-20-c\nsrc/app/db.py:21:d\n");
    exact(new ToolUse("Grep", "", "x", List.of()), "pkg/util.go:func A()\n".repeat(4));
    exact(shell("grep -n x src"), "C:\\app\\src\\a.cs:12:x\nC:\\app\\src\\a.cs:14:y\n".repeat(3));
  }

  @Test
  void listings() {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      names.append("./src/components/part").append(i).append(".tsx\n");
    }
    exact(shell("find . -name '*.tsx'"), names + "./README.md\n");
    exact(
        shell("ls -la"),
        """
        total 48
        drwxr-xr-x  5 dana staff   160 Mar  3 09:12 .
        drwxr-xr-x 18 dana staff   576 Mar 13 17:40 ..
        -rw-r--r--  1 dana staff 12034 Mar  3 09:12 Makefile
        -rw-r--r--  1 dana staff    88 Jan 20  2024 with  two blanks.txt
        lrwxr-xr-x  1 dana staff     9 Mar  3 09:12 latest -> build/v2
        """);
    exact(
        shell("ls -l"),
        """
        -rw-r--r-- 1 root  root  1203 Nov 22 04:09 App.java
        -rw-r--r-- 1 admin wheel   88 Nov 22 04:09 Cli.java
        drwxr-xr-x 2 root  root  4096 Nov 22 04:09 net
        -rwxr-xr-x 1 root  root    17 Nov 22 04:09 run me.sh
        """);
    String tree =
        """
        .
        ├── README.md
        ├── src
        │   ├── app
        │   │   ├── main.ts
        │   │   ├── pages
        │   │   │   ├── a.ts
        │   │   │   └── b.ts
        │   │   └── routes.ts
        │   └── index.ts
        └── package.json

        3 directories, 7 files
        """;
    exact(shell("tree"), tree);
    exact(shell("tree"), tree.replace("│   ", "│\u00a0\u00a0 "));
    String typed = tree.replace("│", "|").replace("├── ", "|-- ").replace("└── ", "`-- ");
    exact(shell("tree --charset=ascii"), typed);
  }

  @Test
  void programs() {
    exact(shell("make"), "waiting for it\n".repeat(9) + "ready\n");
    StringBuilder run = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      run.append(
          "=== RUN   TestA%d\n=== RUN   TestA%d/x\n--- PASS: TestA%d (0.0%ds)\n"
              .formatted(i, i, i, i));
      run.append("    --- PASS: TestA%d/x (0.00s)\n".formatted(i));
    }
    assertThat(exact(shell("go test -v ./..."), run + "PASS\nok  \tacme/x\t0.1s\n"))
        .doesNotContain("=== RUN   ")
        .contains("--- PASS: TestA4 (0.04s)");
  }

  @Test
  void records() {
    assertThat(
            equal(
                """
                {"total": 3, "pods": [
                  {"name": "a", "ns": "shop", "up": 1.50, "labels": {"app": "x", "tier": "web"}},
                  {"name": "b", "ns": "shop", "up": 1e3, "labels": {"app": "x", "tier": "web"}},
                  {"name": "c", "ns": "shop", "up": -0, "labels": {"app": "x", "tier": "web"}}]}
                """))
        .isEqualTo(
            "{\"total\":3,\"pods\":[{name,ns=\"shop\",up,labels={\"app\":\"x\",\"tier\":\"web\"}}:"
                + "[\"a\",1.50],[\"b\",1e3],[\"c\",-0]]}\n");
    equal(
        "{\"a\": {\"x-y\": 1, \"z\": 2}, \"b\": {\"x-y\": 3, \"z\": 4}, \"c\": {\"x-y\": 5, \"z\": 6}}");
    equal("[{\"a\": 1, \"a\": 2, \"b\": []}, {\"a\": 3, \"a\": 4, \"b\": {}}]");
    equal(
        "{\"time\": 1, \"m\": \"a\"}\n{\"time\": 2, \"m\": \"b\"}\n{\"time\": 3, \"m\": 0}\n[1, 2, 3]\n");
    equal("[{\"caf\\u00e9\": \"\\u003cb\\u003e\", \"k\": 1}, {\"caf\\u00e9\": \"\\/\", \"k\": 2}]");
    equal("[" + "{\"\": 1, \"json\": 2}, ".repeat(5) + "{\"\": 3, \"json\": 4}]");
    exact(DATA, "id,region,state\n" + "1,eu-west,\"on, off\"\n2,eu-west,b\n".repeat(9));
    exact(DATA, "id\tregion\tstate\n" + "1\teu-west\ta\n2\teu-west\tb\n".repeat(9));
  }

  /** Servers of tools wrap their JSON in a string in JSON. */
  @Test
  void jsonInStrings() {
    String rows = "{\"n\": [{\"id\": 1, \"s\": \"a\\\"b\"}, {\"id\": 2, \"s\": \"c\"}], \"e\": {}}";
    String inner = JsonLayout.INDENTED_BY_TWO.print(read(rows));
    String wrapped = "[{\"type\": \"text\", \"text\": " + JsonString.encode(inner) + "}]";
    assertThat(equal(wrapped))
        .isEqualTo(
            "[{\"type\":\"text\",\"text\":json2{\"n\":[{id,s}:[1,\"a\\\"b\"],[2,\"c\"]],\"e\":{}}}]");
    for (JsonLayout layout : JsonLayout.values()) {
      String text = JsonString.encode(layout.print(read(rows)));
      equal("{\"content\": [{\"type\": \"text\", \"text\": " + text + "}], \"isError\": false}");
      equal("{\"a\": " + JsonString.encode("[" + text + ", " + text + "]") + ", \"b\": 1}");
    }
    // Blanks that no library puts are kept.
    equal("{ \"a\" : " + JsonString.encode("{\"b\" :1,  \"c\":[ 2 ]}") + " , \"d\" : 1 }");
  }

  private static JsonTree read(String text) {
    JsonTree jsonTree = JsonTree.of(text);
    assertThat(jsonTree).isNotNull();
    return jsonTree == null ? new JsonTree.JsonLeaf("null") : jsonTree;
  }

  /** What looks like a short form already is left: its decoder would take it for one of ours. */
  @Test
  void textThatLooksLikeAShortForm_isNotMadeShorterOnTop() {
    String both = "src/app/main.py:\n7:a\n8:b\n9:c\n" + "src/app/other.py:1:x\n".repeat(9);
    ToolUse grep = shell("grep -rn x src");
    String forwarded = COMPRESSOR.shrink(grep, both, CompressionMode.LOSSLESS, String::length);
    assertThat(forwarded).isEqualTo(both);
    String counted = ElisionMarkers.DEFAULT.mark("the line above 4 times");
    String lines = "x\n" + counted + "\n" + "waiting\n".repeat(9);
    assertThat(COMPRESSOR.shrink(shell("make"), lines, CompressionMode.LOSSLESS, String::length))
        .isEqualTo(lines);
  }

  @Property(tries = 2_000, seed = "3")
  void anyJson(@ForAll long seed) {
    Random random = new Random(seed);
    String text = List.of(JsonLayout.values()).get(random.nextInt(4)).print(value(random, 4));
    String forwarded = COMPRESSOR.shrink(DATA, text, CompressionMode.LOSSLESS, String::length);
    assertThat(COMPRESSOR.normalize(DATA, COMPRESSOR.restore(DATA, forwarded)))
        .isEqualTo(COMPRESSOR.normalize(DATA, text));
  }

  private static JsonTree value(Random random, int depth) {
    List<String> leaves =
        List.of(
            "1",
            "-0.50",
            "1e9",
            "null",
            "true",
            "\"\"",
            "\"a b\"",
            "\"{\"",
            "\"json\"",
            "\"[1]\"",
            "\"\\u00e9\\n\"",
            "\"{\\\"a\\\":1}\"",
            "\"[{\\\"a\\\": 1}, {\\\"a\\\": 2}]\"",
            "\"below\"");
    int kind = depth == 0 ? 0 : random.nextInt(5);
    int size = random.nextInt(5);
    if (kind < 2) {
      return new JsonTree.JsonLeaf(leaves.get(random.nextInt(leaves.size())));
    }
    List<String> names = List.of("\"id\"", "\"x-y\"", "\"n\"", "\"id\"", "\"\"", "\"é\"");
    List<JsonTree> values = new ArrayList<>();
    if (kind == 2) {
      for (int i = 0; i < size; i++) {
        values.add(value(random, depth - 1));
      }
      return new JsonTree.JsonItems(values);
    }
    List<String> used = names.subList(0, size);
    if (kind == 3) {
      for (int i = 0; i < size; i++) {
        values.add(value(random, depth - 1));
      }
      return new JsonTree.JsonMembers(used, values);
    }
    for (int row = 0; row < 4; row++) {
      List<JsonTree> cells = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        cells.add(value(random, random.nextInt(depth)));
      }
      values.add(new JsonTree.JsonMembers(used, cells));
    }
    return random.nextBoolean()
        ? new JsonTree.JsonItems(values)
        : new JsonTree.JsonMembers(List.of("\"a\"", "\"b\"", "\"c\"", "\"d\""), values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a,b}:\n[",
        "[{a,b}:",
        "[{\"",
        "{*{",
        "json2[",
        "src/lib/abc/\n a\n",
        "src/app.py:\n1:x\n",
        "(tree, a blank for each level)\n a\n  b\n",
        "(all: owner a, group b)\n-rw-r--r-- 1 2 c\n",
        "(in every row: 2 b=c)\na,b\n",
        "x\n[the line above 9 times ·000000]\n",
        "\n",
        " ",
        "["
      })
  void endlessInputTakesLinearTime(String piece) {
    for (ToolUse use : List.of(DATA, shell("make"), shell("ls"), shell("grep x"), shell("psql"))) {
      String text = piece.repeat(1_000_000 / piece.length());
      assertThat(COMPRESSOR.restore(use, text)).isNotNull();
    }
  }
}

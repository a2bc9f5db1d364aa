package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListingTest {
  @Test
  void tree_isIndented() {
    String tree =
        """
        .
        ├── README.md
        ├── src
        │   ├── app
        │   │   ├── main.ts
        │   │   └── routes.ts
        │   └── index.ts
        └── package.json

        2 directories, 5 files
        """;
    assertThat(DirectoryTree.indent(tree))
        .isEqualTo(
            """
            (tree, a blank for each level)
            .
             README.md
             src
              app
               main.ts
               routes.ts
              index.ts
             package.json

            2 directories, 5 files
            """);
    assertThat(DirectoryTree.indent(DirectoryTree.indent(tree)))
        .isEqualTo(DirectoryTree.indent(tree));
  }

  @Test
  void tree_drawnWithAscii() {
    String drawn = "|-- a\n|   |-- b\n|   `-- c\n|-- d\n|-- e\n`-- f\n";
    assertThat(DirectoryTree.indent(drawn))
        .isEqualTo("(tree, a blank for each depth)\n a\n  b\n  c\n d\n e\n f\n");
    assertThat(DirectoryTree.indent("── a rule ──\ntext")).isEqualTo("── a rule ──\ntext");
  }

  @Test
  void longListing_ownerStandsOnce() {
    String text =
        """
        total 48
        drwxr-xr-x  5 dana staff  160 Mar  3 09:12 .
        drwxr-xr-x 18 dana staff  576 Mar  1 17:40 ..
        -rw-r--r--  1 dana staff 1203 Mar  3 09:12 Makefile
        -rw-r--r--  1 dana staff   88 Jan 20  2024 with  two blanks.txt
        lrwxr-xr-x  1 dana staff    9 Mar  3 09:12 latest -> build/v2
        """;
    assertThat(LongListing.narrow(text))
        .isEqualTo(
            """
            total 48
            (all: owner dana, group staff)
            drwxr-xr-x 5 160 Mar 3 09:12 .
            drwxr-xr-x 18 576 Mar 1 17:40 ..
            -rw-r--r-- 1 1203 Mar 3 09:12 Makefile
            -rw-r--r-- 1 88 Jan 20 2024 with  two blanks.txt
            lrwxr-xr-x 1 9 Mar 3 09:12 latest -> build/v2
            """);
  }

  /** As after a clone or in an image: all files have one date. */
  @Test
  void longListing_aDateThatAllHave_standsOnce() {
    String text =
        """
        -rw-r--r-- 1 root root  1203 Nov 22 04:09 App.java
        -rw-r--r-- 1 root root    88 Nov 22 04:09 Cli.java
        drwxr-xr-x 2 root root  4096 Nov 22 04:09 net
        -rwxr-xr-x 1 root root    17 Nov 22 04:09 run me.sh
        """;
    assertThat(LongListing.narrow(text))
        .isEqualTo(
            """
            (all: owner root, group root, Nov 22 04:09)
            -rw-r--r-- 1 1203 App.java
            -rw-r--r-- 1 88 Cli.java
            drwxr-xr-x 2 4096 net
            -rwxr-xr-x 1 17 run me.sh
            """);
    assertThat(LongListing.narrow(text.replace("22 04:09 run", "21 10:00 run")))
        .contains("group root)", "1 88 Nov 22 04:09 Cli.java", "Nov 21 10:00 run me.sh");
  }

  @Test
  void longListing_ownersAndDatesThatDiffer_stay() {
    String text = "-rw-r--r-- 1 ann users  5 Mar  3 09:12 a\n".repeat(3);
    text += "-rw-r--r-- 1 bob users  5 Apr  4 09:12 b\n";
    assertThat(LongListing.narrow(text)).isEqualTo(text);
    assertThat(LongListing.narrow("not-a-listing rw\nrw-\n")).isEqualTo("not-a-listing rw\nrw-\n");
  }

  @Test
  void paths_ofOneFolder() {
    String text =
        """
        ./src/components/Button.tsx
        ./src/components/Input.tsx
        ./src/components/Modal.tsx
        ./src/index.ts
        """;
    assertThat(PathListFolder.group(text))
        .isEqualTo("./src/components/\n Button.tsx\n Input.tsx\n Modal.tsx\n./src/index.ts\n");
    assertThat(PathListFolder.groupMany(text)).isEqualTo(text);
    assertThat(PathListFolder.groupMany("C:\\app\\src\\a.cs\n".repeat(40)))
        .startsWith("C:\\app\\src\\\n a.cs\n a");
  }

  @Test
  void paths_keepTheirSizesAndCounts() {
    assertThat(
            PathListFolder.group(
                "  91 src/agent/A.java\n 283 src/agent/B.java\n   7 src/agent/C.java\n"))
        .isEqualTo("src/agent/\n   91 A.java\n  283 B.java\n    7 C.java\n");
    assertThat(
            PathListFolder.group(
                "12K\t./target/lib/a.jar\n1.4M\t./target/lib/b.jar\n8\t./target/lib/c\n"))
        .isEqualTo("./target/lib/\n 12K\ta.jar\n 1.4M\tb.jar\n 8\tc\n");
    String prose = "3 src/agent/a and b\n4 src/agent/c and d\n5 src/agent/e and f\n";
    assertThat(PathListFolder.group(prose)).isEqualTo(prose);
  }

  @Test
  void paths_textIsNone() {
    String text = "see a/b/c for it\nhttp://a.b/c/d\nhttp://a.b/c/e\nhttp://a.b/c/f\nsrc/lib/\n";
    assertThat(PathListFolder.group(text)).isEqualTo(text);
  }
}

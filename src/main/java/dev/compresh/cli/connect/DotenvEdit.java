package dev.compresh.cli.connect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and edits a file of lines such as {@code NAME=value}. */
final class DotenvEdit {
  private DotenvEdit() {}

  static ObjectNode parse(String text) throws DamagedFile {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      String name = name(line);
      if (name == null) {
        throw new DamagedFile("line " + number + " is not NAME=value");
      }
      String value = line.substring(line.indexOf('=') + 1).strip();
      boolean quoted =
          value.length() > 1
              && (value.startsWith("\"") || value.startsWith("'"))
              && value.charAt(value.length() - 1) == value.charAt(0);
      values.put(name, quoted ? value.substring(1, value.length() - 1) : value);
    }
    return values;
  }

  static String set(String text, String name, String value) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    String line = name + "=" + value;
    for (int i = 0; i < lines.size(); i++) {
      if (name.equals(name(lines.get(i)))) {
        lines.set(i, line);
        return joined(lines);
      }
    }
    lines.add(line);
    return joined(lines);
  }

  static String remove(String text, String name) {
    return joined(text.lines().filter(line -> !name.equals(name(line))).toList());
  }

  private static @Nullable String name(String line) {
    String stripped = line.strip();
    String plain = stripped.startsWith("export ") ? stripped.substring(7).strip() : stripped;
    int equals = plain.indexOf('=');
    return equals <= 0 || plain.startsWith("#") ? null : plain.substring(0, equals).strip();
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}

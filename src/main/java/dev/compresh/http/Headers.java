package dev.compresh.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Header lines in their order; names compare without case. Immutable. */
public final class Headers implements Iterable<Header> {
  public static final Headers NONE = new Headers(List.of());

  private final List<Header> lines;

  public Headers(List<Header> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Names and values in turn. */
  public static Headers of(String... namesAndValues) {
    List<Header> lines = new ArrayList<>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      lines.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Headers(lines);
  }

  /** The first value of {@code name}, or null. */
  public @Nullable String first(String name) {
    for (Header line : lines) {
      if (line.name().equalsIgnoreCase(name)) {
        return line.value();
      }
    }
    return null;
  }

  /** All values of {@code name}, in order. */
  public List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  @Override
  public Iterator<Header> iterator() {
    return lines.iterator();
  }

  public int size() {
    return lines.size();
  }
}

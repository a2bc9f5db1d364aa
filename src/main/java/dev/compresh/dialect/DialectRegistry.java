package dev.compresh.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Lists the dialects, in the order in which people read of them. */
public final class DialectRegistry {
  private static final List<Dialect> ALL =
      List.of(Dialect.CHAT, Dialect.MESSAGES, Dialect.RESPONSES, Dialect.GEMINI);

  private DialectRegistry() {}

  public static List<Dialect> all() {
    return ALL;
  }

  /** Their names, as a sentence lists them. */
  public static String listNames() {
    List<String> names = ALL.stream().map(Dialect::name).toList();
    return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }

  /** The dialect of that name, as commands take it. */
  public static Optional<Dialect> find(String name) {
    return ALL.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
  }

  /** The dialect whose shape clients of {@code path} read; Chat's, where none is spoken there. */
  public static Dialect speaking(String path) {
    return ALL.stream()
        .filter(dialect -> dialect.isSpokenAt(path))
        .findFirst()
        .orElse(Dialect.CHAT);
  }

  /** The dialect whose endpoint has that path. */
  public static Optional<Dialect> atEndpoint(String path) {
    return ALL.stream().filter(dialect -> dialect.path().equals(path)).findFirst();
  }

  /** Guesses the dialect of a body: the later in the list, the more peculiar its bodies are. */
  public static Dialect guess(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return ALL.reversed().stream()
        .filter(dialect -> dialect.isLikelyBody(text))
        .findFirst()
        .orElse(Dialect.CHAT);
  }
}

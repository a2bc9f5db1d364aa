package dev.compresh.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Binds texts without the character 0, which PostgreSQL does not store. */
final class StorableText implements ArgumentFactory {
  private static final char REPLACEMENT = '\uFFFD';

  @Override
  public Optional<Argument> build(
      java.lang.reflect.Type type, Object value, ConfigRegistry registry) {
    return value instanceof String text && text.indexOf(0) >= 0
        ? Optional.of((position, statement, _) -> statement.setString(position, clean(text)))
        : Optional.empty();
  }

  /** Returns whether this kind of store needs it. */
  static boolean isNeeded(Handle handle) {
    return DayPartitions.isUsed(handle);
  }

  static String clean(String text) {
    return text.indexOf(0) < 0 ? text : text.replace((char) 0, REPLACEMENT);
  }
}

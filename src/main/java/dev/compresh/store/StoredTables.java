package dev.compresh.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tables that hold the installation's data, in an order in which they can be filled. */
final class StoredTables {
  private static final String CREATE = "CREATE TABLE ";

  /** What belongs to processes that run, and is made again by them. */
  private static final Set<String> TRANSIENT = Set.of("lease", "instance", "limit_share");

  private StoredTables() {}

  static List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (String file : SchemaMigrations.FILES) {
      SchemaMigrations.load(file)
          .lines()
          .forEach(
              line -> {
                if (line.startsWith(CREATE)) {
                  names.add(line.substring(CREATE.length(), line.indexOf('(')).strip());
                } else if (line.startsWith("DROP TABLE ")) {
                  names.remove(line.substring("DROP TABLE ".length(), line.indexOf(';')).strip());
                }
              });
    }
    names.removeAll(TRANSIENT);
    return List.copyOf(names);
  }
}

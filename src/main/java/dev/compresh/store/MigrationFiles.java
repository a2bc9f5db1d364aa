package dev.compresh.store;

import java.io.Reader;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Serves the numbered files under {@code db/} to Flyway, by the names that it expects: {@code
 * 002-usage.sql} is {@code V002__usage.sql}. A file of the same name under {@code db/postgresql/}
 * takes its place. Texts compare by their bytes, as in the embedded store.
 */
final class MigrationFiles implements ResourceProvider {
  /** What the embedded store makes outside of the numbered files. */
  private static final String FIRST =
      "CREATE TABLE change_mark (topic TEXT PRIMARY KEY, version BIGINT NOT NULL);\n";

  private final List<String> files;

  MigrationFiles(List<String> files) {
    this.files = files;
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return null; // Asked for configuration of single scripts: there is none.
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return prefix.equals("V")
        ? files.stream().<LoadableResource>map(MigrationFile::new).toList()
        : List.of();
  }

  /** The text of {@code file} as it runs on PostgreSQL. */
  static String text(String file) {
    String sql = SchemaMigrations.find("postgresql/" + file);
    sql = sql == null ? SchemaMigrations.load(file) : sql;
    String whole = SchemaMigrations.version(file) == 1 ? FIRST + sql : sql;
    return whole.replaceAll(" TEXT\\b", " TEXT COLLATE \"C\"");
  }

  private static final class MigrationFile extends LoadableResource {
    private final String file;

    private MigrationFile(String file) {
      this.file = file;
    }

    @Override
    public Reader read() {
      return new StringReader(text(file));
    }

    @Override
    public String getAbsolutePath() {
      return "db/" + file;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      int dash = file.indexOf('-');
      return "V"
          + file.substring(0, dash)
          + "__"
          + file.substring(dash + 1).replace('-', '_').toLowerCase(Locale.ROOT);
    }

    @Override
    public String getRelativePath() {
      return getFilename();
    }
  }
}

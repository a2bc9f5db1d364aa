package dev.compresh.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabaseTest extends DatabaseContract {
  @TempDir Path temp;

  @Override
  Database open() throws Exception {
    return StoreEngine.POSTGRESQL.open(temp.resolve("data"));
  }
}

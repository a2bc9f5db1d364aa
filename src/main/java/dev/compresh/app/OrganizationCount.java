package dev.compresh.app;

import dev.compresh.store.Database;

/** Tells whether several organisations use the installation. */
final class OrganizationCount {
  private final Database database;

  OrganizationCount(Database database) {
    this.database = database;
  }

  /** Blocks on the store. */
  boolean isSeveral() {
    return database.read(
            handle ->
                handle
                    .createQuery("SELECT COUNT(*) FROM (SELECT id FROM org LIMIT 2) AS some")
                    .mapTo(Integer.class)
                    .one())
        > 1;
  }
}

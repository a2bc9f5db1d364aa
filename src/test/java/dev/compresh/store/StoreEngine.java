package dev.compresh.store;

import java.nio.file.Path;

/** The kinds of stores that tests of what lies above run on. */
public enum StoreEngine {
  SQLITE {
    @Override
    public Database open(Path folder) throws OpenException {
      return Database.open(folder);
    }
  },
  POSTGRESQL {
    @Override
    public Database open(Path folder) throws OpenException {
      return Database.open(folder, PostgresServer.shared().settings(folder));
    }
  };

  /** Opens the store that belongs to {@code folder}, again where it is open, as a process would. */
  public abstract Database open(Path folder) throws OpenException;
}

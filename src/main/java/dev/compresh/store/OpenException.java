package dev.compresh.store;

import org.jspecify.annotations.Nullable;

/** The store can't be opened. The message says why and what to do, for an operator to read. */
public final class OpenException extends Exception {
  private final OpenFailure openFailure;

  OpenException(OpenFailure openFailure, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.openFailure = openFailure;
  }

  public OpenFailure reason() {
    return openFailure;
  }

  /** The reason why the store can't be opened. */
  public enum OpenFailure {
    /** The data folder is missing and can't be made, or is no folder. */
    NO_FOLDER,
    /** The folder or the file can't be written. */
    READ_ONLY,
    /** No space left. */
    FULL,
    /** The server can't be reached, or is not ready. It may be tried again. */
    UNREACHABLE,
    /** Another process holds the file for longer than the time limit. */
    LOCKED,
    /** The file is no database, or a damaged one. */
    DAMAGED,
    /** A newer version of the program has been here. */
    NEWER_SCHEMA,
    /** A migration that was applied before now reads differently. */
    CHANGED_MIGRATION,
    /** Anything else; the cause tells. */
    OTHER
  }
}

package dev.compresh.session;

import dev.compresh.store.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of sessions. */
public final class SessionReports {
  private final Database database;
  private final StateSeal seal;

  /**
   * @param seal under which states are stored
   */
  public SessionReports(Database database, StateSeal seal) {
    this.database = database;
    this.seal = seal;
  }

  /**
   * Sessions, last used first.
   *
   * @param keyId of this key alone; null for those of all keys
   */
  public List<Session> recent(@Nullable String keyId, int most) {
    return database.read(handle -> SessionTable.latest(handle, keyId, most));
  }

  /**
   * The sessions of the id {@code id}, one for each key that has such a session; where there is
   * none, those whose ids begin with it.
   */
  public List<Session> find(String id, int most) {
    return database.read(
        handle -> {
          List<Session> exact = SessionTable.named(handle, id, true, most);
          return exact.isEmpty() ? SessionTable.named(handle, id, false, most) : exact;
        });
  }

  /**
   * Sessions of an organisation, last used first.
   *
   * @param keyIds of these keys alone; null for all
   * @param after the last one of the page before, null for the first page
   */
  public List<Session> ofOrg(
      String orgId, @Nullable List<String> keyIds, @Nullable SessionPlace after, int most) {
    return keyIds != null && keyIds.isEmpty()
        ? List.of()
        : database.read(handle -> SessionTable.ofOrg(handle, orgId, keyIds, after, most));
  }

  /**
   * Sessions of an organisation whose ids begin with {@code beginning}, last used first.
   *
   * @param keyIds of these keys alone; null for all
   */
  public List<Session> beginning(
      String orgId, @Nullable List<String> keyIds, String beginning, int most) {
    return keyIds != null && keyIds.isEmpty()
        ? List.of()
        : database.read(handle -> SessionTable.beginning(handle, orgId, keyIds, beginning, most));
  }

  /** One session, or null. */
  public @Nullable Session get(SessionKey session) {
    return database.read(handle -> SessionTable.get(handle, session));
  }

  /** The session's state; null where there is none, or it can't be opened. */
  public @Nullable SessionState state(SessionKey session) {
    return seal.opened(session, database.read(handle -> SessionTable.state(handle, session)));
  }
}

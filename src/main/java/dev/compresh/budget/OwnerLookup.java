package dev.compresh.budget;

import dev.compresh.store.Database;
import java.util.Optional;

/** To whom the things belong whose money is asked about. */
public final class OwnerLookup {
  private final Database database;

  public OwnerLookup(Database database) {
    this.database = database;
  }

  /**
   * The owner of a resource.
   *
   * @param userId empty for an organisation
   * @param role the user's, empty for an organisation
   */
  public record ResourceOwner(String orgId, String userId, String role) {}

  /** The owner of a key, a user (themselves) or an organisation; empty where there is none. */
  public Optional<ResourceOwner> find(BudgetScope budgetScope, String id) {
    String sql =
        switch (budgetScope) {
          case KEY ->
              "SELECT k.org_id, k.user_id, u.role FROM api_key k"
                  + " JOIN app_user u ON u.id = k.user_id WHERE k.id = ?";
          case USER -> "SELECT org_id, id, role FROM app_user WHERE id = ?";
          case ORG -> "SELECT id, '', '' FROM org WHERE id = ?";
        };
    return database.read(
        handle ->
            handle
                .select(sql, id)
                .map(
                    (row, _) ->
                        new ResourceOwner(row.getString(1), row.getString(2), row.getString(3)))
                .findOne());
  }

  /** The organisation of that id, or the only one of that name. */
  public Optional<String> org(String idOrName) {
    return database
        .read(
            handle ->
                handle
                    .select(
                        "SELECT id FROM org WHERE id = ? OR name = ? ORDER BY id = ? DESC",
                        idOrName,
                        idOrName,
                        idOrName)
                    .mapTo(String.class)
                    .list())
        .stream()
        .reduce((one, other) -> one.equals(idOrName) ? one : "")
        .filter(id -> !id.isEmpty());
  }
}

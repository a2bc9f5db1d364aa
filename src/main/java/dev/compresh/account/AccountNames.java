package dev.compresh.account;

import dev.compresh.store.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what people call keys and users, for reports that know their ids. Reads only. */
public final class AccountNames {
  private static final int AT_ONCE = 500;

  private final Database database;

  public AccountNames(Database database) {
    this.database = database;
  }

  /** Returns descriptions of keys by their ids. */
  public Map<String, String> keys(String orgId, Collection<String> ids) {
    return find("SELECT id, description FROM api_key WHERE org_id = ? AND id IN ", orgId, ids);
  }

  /** Returns names of users by their ids. */
  public Map<String, String> users(String orgId, Collection<String> ids) {
    return find("SELECT id, name FROM app_user WHERE org_id = ? AND id IN ", orgId, ids);
  }

  private Map<String, String> find(String sql, String orgId, Collection<String> ids) {
    Map<String, String> names = new HashMap<>();
    List<String> asked = ids.stream().distinct().toList();
    for (int from = 0; from < asked.size(); from += AT_ONCE) {
      List<String> some = asked.subList(from, Math.min(asked.size(), from + AT_ONCE));
      Object[] values = new Object[some.size() + 1];
      values[0] = orgId;
      for (int i = 0; i < some.size(); i++) {
        values[i + 1] = some.get(i);
      }
      database
          .read(
              handle ->
                  handle
                      .select(sql + "(?" + ", ?".repeat(some.size() - 1) + ")", values)
                      .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                      .list())
          .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
    }
    return names;
  }
}

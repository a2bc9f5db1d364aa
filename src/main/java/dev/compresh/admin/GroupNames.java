package dev.compresh.admin;

import dev.compresh.account.AccountNames;
import dev.compresh.usage.DepthClass;
import dev.compresh.usage.RollupAxis;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Names groups as people call them: keys by their description, users by their name. */
final class GroupNames {
  private final AccountNames accounts;

  GroupNames(AccountNames accounts) {
    this.accounts = accounts;
  }

  /** Returns names by labels; labels without a name of their own are missing. */
  Map<String, String> resolve(String orgId, RollupAxis by, Collection<String> labels) {
    return switch (by) {
      case KEY -> accounts.keys(orgId, labels);
      case USER -> accounts.users(orgId, labels);
      case DEPTH -> {
        Map<String, String> names = new HashMap<>();
        labels.forEach(label -> names.put(label, DepthClass.label(Integer.parseInt(label))));
        yield names;
      }
      default -> Map.of();
    };
  }
}

package dev.compresh.usage;

import dev.compresh.store.StatementBatch;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Bounds names that clients choose: so many different ones a day and organisation are counted by
 * themselves, all others as {@link #OTHER}.
 */
final class RollupNames {
  static final String OTHER = "(other)";

  /** Different names of a kind, a day and an organisation at most. */
  static final int MOST = 1_000;

  private static final int LONGEST = 120;
  private final Handle handle;
  private final Map<RollupName, String> known = new HashMap<>();

  private record RollupName(long day, String orgId, String kind, String name) {}

  RollupNames(Handle handle) {
    this.handle = handle;
  }

  /** Stores the names of these events, as far as there is room. */
  void learn(List<UsageEvent> events) {
    Set<RollupName> names = new LinkedHashSet<>();
    for (UsageEvent event : events) {
      long day = RollupTime.day(event.time());
      String org = event.caller().orgId();
      names.add(new RollupName(day, org, "model", cut(event.call().model())));
      names.add(new RollupName(day, org, "provider", cut(event.call().provider())));
      event.detail().tags().forEach(tag -> names.add(new RollupName(day, org, "tag", cut(tag))));
      for (RequestDetail.ContextPart part : event.detail().context()) {
        names.add(new RollupName(day, org, "tool", cut(part.name())));
      }
    }
    names.removeIf(rollupName -> rollupName.name.isEmpty());
    List<RollupName> asked = List.copyOf(names);
    int[] added =
        StatementBatch.execute(
            handle,
            "INSERT INTO usage_name (day, org_id, kind, name) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            asked.stream().map(n -> new Object[] {n.day, n.orgId, n.kind, n.name}).toList());
    for (int i = 0; i < added.length; i++) {
      known.put(asked.get(i), asked.get(i).name);
    }
    // Newest first, so that those which came while there was room stay.
    for (int i = added.length - 1; i >= 0; i--) {
      if (added[i] > 0 && isBeyond(asked.get(i))) {
        forget(asked.get(i));
        known.put(asked.get(i), OTHER);
      }
    }
  }

  /** Returns the name that {@code name} is counted as. */
  String bounded(UsageEvent event, String kind, String name) {
    String cut = cut(name);
    return cut.isEmpty()
        ? ""
        : known.getOrDefault(
            new RollupName(RollupTime.day(event.time()), event.caller().orgId(), kind, cut), OTHER);
  }

  private boolean isBeyond(RollupName rollupName) {
    return handle
            .select(
                "SELECT COUNT(*) FROM usage_name WHERE org_id = ? AND kind = ? AND day = ?",
                rollupName.orgId,
                rollupName.kind,
                rollupName.day)
            .mapTo(long.class)
            .one()
        > MOST;
  }

  private void forget(RollupName rollupName) {
    handle.execute(
        "DELETE FROM usage_name WHERE org_id = ? AND kind = ? AND day = ? AND name = ?",
        rollupName.orgId,
        rollupName.kind,
        rollupName.day,
        rollupName.name);
  }

  private static String cut(String name) {
    String line = name.indexOf('\n') < 0 ? name : name.replace('\n', ' ');
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end);
  }
}

package dev.compresh.usage;

import dev.compresh.store.Database;
import dev.compresh.store.StatementBatch;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;

/** Writes shadow figures. Never blocks; what the store does not take is counted and lost. */
public final class ShadowLog {
  private static final String PLAN =
      """
      INSERT INTO shadow_plan (id, mode, at, org_id, user_id, key_id, session_id, model,
        original_tokens, optimized_tokens, changed_results)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id, mode) DO NOTHING
      """;

  private static final String LAYER =
      """
      INSERT INTO shadow_layer (id, mode, layer, saved_tokens) VALUES (?, ?, ?, ?)
      ON CONFLICT (id, mode, layer) DO NOTHING
      """;

  private final Database database;
  private final LongAdder lost = new LongAdder();

  public ShadowLog(Database database) {
    this.database = database;
  }

  /** Takes the figures of a request. */
  public void append(List<ShadowFigure> figures) {
    var _ =
        database
            .write(
                handle -> {
                  insert(handle, figures);
                  return figures.size();
                })
            .exceptionally(
                _ -> {
                  lost.add(figures.size());
                  return 0;
                });
  }

  /** Figures that could not be kept, since the start. */
  public long lost() {
    return lost.sum();
  }

  private static void insert(Handle handle, List<ShadowFigure> figures) {
    StatementBatch.execute(handle, PLAN, figures.stream().map(ShadowLog::row).toList());
    StatementBatch.execute(
        handle,
        LAYER,
        figures.stream()
            .flatMap(
                figure ->
                    figure.savedByLayer().entrySet().stream()
                        .filter(layer -> layer.getValue() != 0)
                        .map(
                            layer ->
                                new Object[] {
                                  figure.id(), figure.mode(), layer.getKey(), layer.getValue()
                                }))
            .toList());
  }

  private static Object[] row(ShadowFigure figure) {
    return new Object[] {
      figure.id(),
      figure.mode(),
      figure.time().toEpochMilli(),
      figure.caller().orgId(),
      figure.caller().userId(),
      figure.caller().keyId(),
      figure.caller().sessionId(),
      figure.model(),
      figure.original(),
      figure.optimized(),
      figure.changedResults()
    };
  }
}

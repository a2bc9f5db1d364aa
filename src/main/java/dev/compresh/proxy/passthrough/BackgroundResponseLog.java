package dev.compresh.proxy.passthrough;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.store.Database;
import dev.compresh.usage.UsageEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Remembers responses that providers make in the background, for thirty days, so that each is
 * billed once: by an estimate when it is asked for, and the rest when its figures are seen.
 */
public final class BackgroundResponseLog {
  private static final String PUT =
      """
      INSERT INTO background_response (id_hash, org_id, user_id, key_id, session_id, request_id,
        model, upstream_model, mode, input_tokens, output_tokens, cost_micros, is_settled,
        created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
      ON CONFLICT (id_hash) DO NOTHING
      """;

  private static final String FIND =
      """
      SELECT org_id, user_id, key_id, session_id, request_id, model, upstream_model, mode,
        input_tokens, output_tokens, cost_micros
      FROM background_response WHERE id_hash = ? AND is_settled = 0
      """;

  private static final String CHANGE =
      """
      UPDATE background_response
      SET input_tokens = ?, output_tokens = ?, cost_micros = ?, is_settled = ?
      WHERE id_hash = ? AND is_settled = 0
        AND input_tokens = ? AND output_tokens = ? AND cost_micros = ?
      """;

  private static final Duration KEPT = Duration.ofDays(30);

  /** What may not be in the store yet. */
  private static final Duration WRITTEN_SOON = Duration.ofSeconds(30);

  private static final int MOST_SOON = 10_000;

  private final Database database;
  private final Cache<String, BackgroundResponse> unwritten =
      Caffeine.newBuilder().maximumSize(MOST_SOON).expireAfterWrite(WRITTEN_SOON).build();

  public BackgroundResponseLog(Database database) {
    this.database = database;
  }

  /** Notes the response that {@code event} asked for. Never blocks. */
  public void open(String account, String id, UsageEvent event) {
    String hash = hash(account, id);
    BackgroundResponse response =
        new BackgroundResponse(
            event.caller(),
            event.call().requestId(),
            event.call().model(),
            event.call().upstreamModel(),
            event.call().mode(),
            event.used().prompt(),
            event.used().output(),
            event.bill().cost());
    long time = event.time().toEpochMilli();
    unwritten.put(hash, response);
    var _ =
        database
            .write(handle -> put(handle, hash, response, time))
            .whenComplete((_, _) -> unwritten.invalidate(hash));
  }

  private static int put(Handle handle, String hash, BackgroundResponse response, long time) {
    handle.execute("DELETE FROM background_response WHERE created_at < ?", time - KEPT.toMillis());
    UsageEvent.EventCaller caller = response.caller();
    return handle.execute(
        PUT,
        hash,
        caller.orgId(),
        caller.userId(),
        caller.keyId(),
        caller.sessionId(),
        response.requestId(),
        response.model(),
        response.upstreamModel(),
        response.mode(),
        response.input(),
        response.output(),
        response.cost(),
        time);
  }

  /**
   * The response whose figures are still to come; null where there is none. Blocks on the store.
   */
  @Nullable BackgroundResponse find(String account, String id) {
    String hash = hash(account, id);
    BackgroundResponse soon = unwritten.getIfPresent(hash);
    return soon != null
        ? soon
        : database.read(
            handle ->
                handle
                    .createQuery(FIND)
                    .bind(0, hash)
                    .map(
                        (row, _) ->
                            new BackgroundResponse(
                                new UsageEvent.EventCaller(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4)),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8),
                                row.getLong(9),
                                row.getLong(10),
                                row.getLong(11)))
                    .findOne()
                    .orElse(null));
  }

  /**
   * Notes what is billed now; gives false where somebody else has noted more meanwhile. Never
   * blocks.
   *
   * @param isLast whether these are the provider's own figures, so that no more come
   */
  CompletionStage<Boolean> record(
      String account,
      String id,
      BackgroundResponse before,
      BackgroundResponse now,
      boolean isLast) {
    String hash = hash(account, id);
    return database.write(
        handle ->
            handle.execute(
                    CHANGE,
                    now.input(),
                    now.output(),
                    now.cost(),
                    isLast ? 1 : 0,
                    hash,
                    before.input(),
                    before.output(),
                    before.cost())
                == 1);
  }

  private static String hash(String account, String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest((account + "\n" + id).getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

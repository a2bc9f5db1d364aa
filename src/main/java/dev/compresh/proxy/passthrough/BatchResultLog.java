package dev.compresh.proxy.passthrough;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.store.Database;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;

/**
 * Remembers of how many results of a batch the cost is recorded, so that results that are fetched
 * twice cost once.
 */
public final class BatchResultLog {
  private static final String PUT =
      """
      INSERT INTO batch_result (id_hash, results) VALUES (?, ?)
      ON CONFLICT (id_hash) DO UPDATE SET results = excluded.results
      WHERE batch_result.results = ?
      """;

  private final Database database;

  public BatchResultLog(Database database) {
    this.database = database;
  }

  /** Results whose cost is recorded. Blocks on the store. */
  long recorded(String account, String id) {
    String hash = hash(account, id);
    return database.read(
        handle ->
            handle
                .createQuery("SELECT results FROM batch_result WHERE id_hash = ?")
                .bind(0, hash)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  /**
   * Notes that {@code results} are recorded where {@code before} were; gives false where somebody
   * else has noted more meanwhile. Never blocks.
   */
  CompletionStage<Boolean> record(String account, String id, long before, long results) {
    String hash = hash(account, id);
    return database.write(handle -> handle.execute(PUT, hash, results, before) == 1);
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

package dev.compresh.cli;

import dev.compresh.account.ApiKey;
import dev.compresh.account.ExpiryDate;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.KeyOptions;
import dev.compresh.store.Database;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compresh key edit}: what is not given stays. */
@Command(
    name = "edit",
    description =
        "Change a key; options that are not given stay as they are. A running server applies it within a second.",
    mixinStandardHelpOptions = true)
final class KeyEditCommand extends StoreCommand {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "Id of the key, as shown by 'key list'.")
  String id = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "1 to 120 characters.")
  @Nullable String description;

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description = "Expiry: never, 30d, 1y, or a date.")
  @Nullable String expires;

  @Option(
      names = "--rpm",
      paramLabel = "N",
      description = "Requests per minute; 0 for the server's default.")
  @Nullable Integer requestsPerMinute;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "Compression mode: off, shadow, lossless, balanced or max.")
  @Nullable String mode;

  @Option(
      names = "--objective",
      paramLabel = "GOAL",
      description = "Compression objective: auto, tokens or cost.")
  @Nullable String objective;

  @Option(
      names = "--cache",
      paramLabel = "CACHE",
      description = "Handling of the provider's prompt cache: auto or passthrough.")
  @Nullable String cache;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      split = ",",
      description = "Model that the key may use; can be repeated; 'all' for all models.")
  @Nullable List<String> models;

  @Option(
      names = "--active",
      paramLabel = "true|false",
      description = "true activates the key, false deactivates it.")
  @Nullable Boolean active;

  @Mixin private final CapOptions cap = new CapOptions();

  @Override
  void run(Database database) {
    StoreAccounts accounts = new StoreAccounts(database);
    String own = KeyRevokeCommand.id(id);
    ApiKey key = KeyRevokeCommand.find(database, own);
    accounts.keyAdmin.edit(
        accounts.operatorIn(key.orgId()),
        own,
        new KeyAdmin.KeyEdit(this::changed, active, cap.also()));
    output().println("Key " + own + " was changed.");
  }

  private KeyOptions changed(KeyOptions before) {
    Integer limit = requestsPerMinute;
    List<String> chosen = models;
    return new KeyOptions(
        description == null ? before.description() : description,
        expires == null ? before.expires() : ExpiryDate.parse(expires, Instant.now()),
        limit == null ? before.requestsPerMinute() : limit,
        mode == null ? before.mode() : KeyCreateCommand.oneOf("mode", mode, KeyCreateCommand.MODES),
        objective == null
            ? before.objective()
            : KeyCreateCommand.oneOf("objective", objective, KeyCreateCommand.OBJECTIVES),
        cache == null
            ? before.cache()
            : KeyCreateCommand.oneOf("cache", cache, KeyCreateCommand.CACHES),
        chosen == null ? before.models() : chosen.equals(List.of("all")) ? List.of() : chosen,
        before.tags());
  }
}

package dev.compresh.cli;

import dev.compresh.account.ExpiryDate;
import dev.compresh.account.InvalidField;
import dev.compresh.account.IssuedKey;
import dev.compresh.account.KeyOptions;
import dev.compresh.account.User;
import dev.compresh.compression.CompressionMode;
import dev.compresh.store.Database;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compresh key create}: the key alone goes to the output, for scripts to take. */
@Command(
    name = "create",
    description = "Create a key and print it. It is shown only once.",
    mixinStandardHelpOptions = true)
final class KeyCreateCommand extends StoreCommand {
  static final List<String> MODES =
      Arrays.stream(CompressionMode.values()).map(CompressionMode::label).toList();

  static final List<String> CACHES = List.of("auto", "passthrough");
  static final List<String> OBJECTIVES = List.of("auto", "tokens", "cost");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DESCRIPTION",
      defaultValue = "API key",
      description = "Description of the key, 1 to 120 characters (default: ${DEFAULT-VALUE}).")
  String description = "";

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      defaultValue = "never",
      description =
          "Expiry: never, 30d, 90d, 6m, 1y, 2y, 10y, or a date (default: ${DEFAULT-VALUE}).")
  String expires = "";

  @Option(
      names = "--rpm",
      paramLabel = "N",
      description = "Requests per minute, 10 or more (default: the server's).")
  int requestsPerMinute;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "Compression mode: off, shadow, lossless, balanced or max (default: the server's).")
  @Nullable String mode;

  @Option(
      names = "--objective",
      paramLabel = "OBJECTIVE",
      description = "Compression objective: auto, tokens or cost (default: the server's).")
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
      description = "Model that the key may use; can be repeated (default: all models).")
  List<String> models = List.of();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "User who owns the key (default: the first owner).")
  @Nullable String user;

  @Mixin private final CapOptions cap = new CapOptions();

  @Override
  void run(Database database) {
    StoreAccounts accounts = new StoreAccounts(database);
    User owner = accounts.user(user);
    IssuedKey issued =
        accounts.keyAdmin.create(
            accounts.operatorIn(owner.orgId()), owner.id(), options(Instant.now()), cap.also());
    output().println(issued.secret());
    err()
        .println(
            "Key " + issued.key().id() + " was created. It is shown only once, so save it now.");
  }

  private KeyOptions options(Instant now) {
    return new KeyOptions(
        description,
        ExpiryDate.parse(expires, now),
        requestsPerMinute,
        mode == null ? null : oneOf("mode", mode, MODES),
        objective == null ? null : oneOf("objective", objective, OBJECTIVES),
        cache == null ? null : oneOf("cache", cache, CACHES),
        models);
  }

  static String oneOf(String field, String value, List<String> allowed) {
    String label = value.strip().toLowerCase(Locale.ROOT);
    if (!allowed.contains(label)) {
      throw new InvalidField(
          field, "--" + field + " must be one of " + String.join(", ", allowed) + ".");
    }
    return label;
  }
}

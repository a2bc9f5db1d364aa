package dev.compresh.cli;

import dev.compresh.account.ExpiryDate;
import dev.compresh.account.Principal;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.account.signin.AdminToken;
import dev.compresh.account.signin.IssuedToken;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.audit.AuditChannel;
import dev.compresh.store.Database;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compresh token}: personal tokens for scripts on the administration API. */
@Command(
    name = "token",
    description = "Create, list and revoke tokens for scripts that use the admin API.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "create|list|revoke",
    subcommands = {
      TokenCommand.TokenCreateCommand.class,
      TokenCommand.TokenListCommand.class,
      TokenCommand.RevokeCommand.class
    })
final class TokenCommand extends CommandGroup {
  /** {@code compresh token create}: the token alone goes to the output. */
  @Command(
      name = "create",
      description = "Create a token and print it. It is shown only once.",
      mixinStandardHelpOptions = true)
  static final class TokenCreateCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "DESCRIPTION", description = "Description of the token.")
    String description = "";

    @Option(
        names = "--user",
        paramLabel = "NAME",
        description = "User who owns it (default: the first owner).")
    @Nullable String user;

    @Option(names = "--role", paramLabel = "ROLE", description = "Role, at most that of the user.")
    @Nullable Role role;

    @Option(
        names = "--expires",
        paramLabel = "WHEN",
        defaultValue = "90d",
        description = "Expiry: never, 30d, 90d, 1y, or a date (default: ${DEFAULT-VALUE}).")
    String expires = "";

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      User owner = accounts.user(user);
      Principal whose =
          new Principal(
              owner.id(),
              owner.orgId(),
              owner.name(),
              owner.role(),
              owner.operator(),
              AuditChannel.CLI,
              "",
              owner.oneTime(),
              "local");
      IssuedToken issued =
          accounts.tokens.create(
              accounts.operatorIn(owner.orgId()),
              whose,
              description,
              role == null ? owner.role() : role,
              ExpiryDate.parse(expires, Instant.now()));
      output().println(issued.secret());
      err().println("Token " + issued.token().id() + " was created. It is shown only once.");
    }
  }

  /** {@code compresh token list}. */
  @Command(name = "list", description = "List a user's tokens.", mixinStandardHelpOptions = true)
  static final class TokenListCommand extends StoreCommand {
    @Option(
        names = "--user",
        paramLabel = "NAME",
        description = "User who owns it (default: the first owner).")
    @Nullable String user;

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      TextTable table =
          new TextTable(
              List.of("ID", "ENDS IN", "DESCRIPTION", "ROLE", "STATE", "EXPIRES", "LAST USED"),
              List.of());
      for (AdminToken token : accounts.tokens.list(accounts.user(user).id())) {
        table.row(
            token.id(),
            "…" + token.last4(),
            token.description(),
            token.role().label(),
            token.revoked() == null ? "active" : "revoked",
            token.expires() == null ? "never" : token.expires().toString(),
            token.lastUsed() == null ? "never" : token.lastUsed().toString());
      }
      table.print(output());
    }
  }

  /** {@code compresh token revoke}. */
  @Command(name = "revoke", description = "Revoke a token.", mixinStandardHelpOptions = true)
  static final class RevokeCommand extends StoreCommand {
    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "Id of the token, as shown by 'token list'.")
    String id = "";

    @Option(
        names = "--user",
        paramLabel = "NAME",
        description = "User who owns it (default: the first owner).")
    @Nullable String user;

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      User owner = accounts.user(user);
      if (accounts
          .tokens
          .revoke(accounts.operatorIn(owner.orgId()), owner.orgId(), owner.id(), id.strip())
          .isEmpty()) {
        throw new CommandFailure(
            ExitCode.FAILED, "No such token. 'compresh token list' shows the ids.");
      }
      output().println("Token " + id.strip() + " was revoked.");
    }
  }
}

package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditLog;
import dev.compresh.budget.OwnerLookup;
import dev.compresh.budget.TopUps;
import dev.compresh.budget.UsdAmount;
import dev.compresh.store.Database;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compresh topup}: adds money to an organisation's balance. */
@Command(
    name = "topup",
    description =
        "Add money to an organisation's balance. An organisation without a plan becomes prepaid.",
    mixinStandardHelpOptions = true)
final class TopupCommand extends StoreCommand {
  @Parameters(index = "0", paramLabel = "ORG", description = "Id or name of the organisation.")
  String org = "";

  @Parameters(
      index = "1",
      paramLabel = "AMOUNT",
      description = "Amount in USD, such as 25 or 12.50.")
  String amount = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "Note stored in the ledger.")
  String note = "";

  @Override
  void run(Database database) {
    long micros =
        UsdAmount.micros(amount)
            .filter(m -> m > 0)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE,
                        "The amount must be above zero, in USD with at most six decimals, such as 12.50."));
    String id =
        new OwnerLookup(database)
            .org(org.strip())
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.FAILED,
                        "No organisation has this id or name, or several have this name."
                            + " 'compresh org list' shows them."));
    InstantSource clock = InstantSource.system();
    TopUps topUps = new TopUps(database, clock);
    AuditLog auditLog = new AuditLog(database, clock);
    long balance;
    try {
      balance =
          database.commit(
              handle -> {
                long after = topUps.add(handle, id, micros, "cli", note.strip());
                Map<String, String> detail = Map.of("amount_usd", UsdAmount.text(micros));
                auditLog.record(handle, AuditActor.cli(), id, "balance.top_up", "org", id, detail);
                return after;
              });
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    output().println("Added " + UsdAmount.text(micros) + " USD to " + id + ".");
    output().println("The balance is now " + UsdAmount.text(balance) + " USD.");
  }
}

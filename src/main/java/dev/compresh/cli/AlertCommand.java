package dev.compresh.cli;

import dev.compresh.account.Principal;
import dev.compresh.alert.AlertChannel;
import dev.compresh.alert.AlertChannels;
import dev.compresh.alert.AlertKind;
import dev.compresh.alert.AlertLog;
import dev.compresh.alert.ChannelDraft;
import dev.compresh.alert.ChannelKind;
import dev.compresh.app.AlertServices;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.MasterKeys;
import dev.compresh.app.NetworkSetup;
import dev.compresh.observe.Metrics;
import dev.compresh.store.Database;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compresh alert}: where alerts are sent, and what was raised. */
@Command(
    name = "alert",
    description = "List alerts; add, test and remove the channels that they are sent to.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|add|test|remove|log",
    subcommands = {
      AlertCommand.ChannelListCommand.class,
      AlertCommand.ChannelAddCommand.class,
      AlertCommand.ChannelTestCommand.class,
      AlertCommand.ChannelRemoveCommand.class,
      AlertCommand.AlertLogCommand.class
    })
final class AlertCommand extends CommandGroup {

  /** A command on channels. */
  abstract static class ChannelCommand extends StoreCommand {
    @Option(
        names = "--org",
        paramLabel = "ID",
        description = "Id of the organisation (default: the first one).")
    @Nullable String org;

    abstract void run(AlertServices alerts, Principal by);

    @Override
    final void run(Database database) {
      try (AlertServices alerts =
          new AlertServices(
              config().alerts(),
              NetworkSetup.outbound(config()),
              database,
              MasterKeys.open(config(), database),
              new Metrics(),
              List::of,
              InstantSource.system())) {
        run(alerts, new StoreAccounts(database).operatorIn(org));
      }
    }

    static AlertChannel find(AlertServices alerts, Principal by, String id) {
      return alerts
          .channels()
          .find(by, id.strip())
          .orElseThrow(
              () ->
                  new CommandFailure(
                      ExitCode.FAILED, "No such channel. 'compresh alert list' shows the ids."));
    }
  }

  /** {@code compresh alert list}. */
  @Command(name = "list", description = "List channels.", mixinStandardHelpOptions = true)
  static final class ChannelListCommand extends ChannelCommand {
    @Override
    void run(AlertServices alerts, Principal by) {
      TextTable table =
          new TextTable(List.of("ID", "KIND", "NAME", "SCOPE", "ADDRESS", "ALERTS"), List.of());
      for (AlertChannel channel : alerts.channels().list(by)) {
        table.row(
            channel.id(),
            channel.kind().label(),
            channel.name(),
            channel.isGlobal() ? "installation" : "organisation",
            channel.shown(),
            channel.kinds().isEmpty()
                ? "all"
                : channel.kinds().stream()
                    .map(AlertKind::label)
                    .sorted()
                    .collect(Collectors.joining(", ")));
      }
      table.print(output());
    }
  }

  /** {@code compresh alert add}: a webhook's secret alone goes to the output. */
  @Command(
      name = "add",
      description = {
        "Add a channel.",
        "A webhook's secret is printed and shown only once; it signs the calls."
      },
      mixinStandardHelpOptions = true)
  static final class ChannelAddCommand extends ChannelCommand {
    @Parameters(index = "0", paramLabel = "KIND", description = "Kind: webhook, slack or email.")
    String kind = "";

    @Parameters(
        index = "1",
        paramLabel = "ADDRESS",
        description = "https address of the webhook, or e-mail address.")
    String address = "";

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "Name of the channel (default: its kind).")
    @Nullable String name;

    @Option(
        names = "--alert",
        paramLabel = "KIND",
        split = ",",
        description = "Kind of alerts to send; can be repeated (default: all).")
    List<String> kinds = List.of();

    @Option(
        names = "--installation",
        description = "Send the alerts of the installation and of all organisations.")
    boolean isGlobal;

    @Override
    void run(AlertServices alerts, Principal by) {
      ChannelKind channelKind =
          ChannelKind.named(kind)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitCode.USAGE,
                          "No such kind. Kinds: " + String.join(", ", ChannelKind.labels()) + "."));
      AlertChannels.AddedChannel added =
          alerts
              .channels()
              .add(
                  by,
                  new ChannelDraft(
                      isGlobal ? "" : by.orgId(),
                      channelKind,
                      name == null ? channelKind.label() : name,
                      address.strip(),
                      "",
                      wanted()));
      if (!added.secret().isEmpty()) {
        output().println(added.secret());
      }
      err().println("Channel " + added.channel().id() + " was added.");
    }

    private Set<AlertKind> wanted() {
      Set<AlertKind> wanted = EnumSet.noneOf(AlertKind.class);
      for (String label : kinds) {
        wanted.add(
            AlertKind.named(label.strip())
                .filter(each -> each != AlertKind.TEST)
                .orElseThrow(
                    () ->
                        new CommandFailure(
                            ExitCode.USAGE,
                            "No such kind of alerts: "
                                + label
                                + ". Kinds: "
                                + String.join(", ", AlertKind.labels())
                                + ".")));
      }
      return wanted;
    }
  }

  /** {@code compresh alert test}. */
  @Command(
      name = "test",
      description = "Send a test to a channel.",
      mixinStandardHelpOptions = true)
  static final class ChannelTestCommand extends ChannelCommand {
    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "Id of the channel, as shown by 'alert list'.")
    String id = "";

    @Override
    void run(AlertServices alerts, Principal by) {
      String failure = alerts.dispatcher().test(find(alerts, by, id));
      if (failure != null) {
        throw new CommandFailure(ExitCode.FAILED, "The test could not be sent: " + failure + ".");
      }
      output().println("A test was sent.");
    }
  }

  /** {@code compresh alert remove}. */
  @Command(name = "remove", description = "Remove a channel.", mixinStandardHelpOptions = true)
  static final class ChannelRemoveCommand extends ChannelCommand {
    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "Id of the channel, as shown by 'alert list'.")
    String id = "";

    @Override
    void run(AlertServices alerts, Principal by) {
      AlertChannel channel = find(alerts, by, id);
      alerts.channels().remove(by, channel.id());
      output().println("Channel " + channel.id() + " was removed.");
    }
  }

  /** {@code compresh alert log}. */
  @Command(
      name = "log",
      description = "List the latest alerts of all organisations.",
      mixinStandardHelpOptions = true)
  static final class AlertLogCommand extends ChannelCommand {
    private static final int MOST = 50;

    @Override
    void run(AlertServices alerts, Principal by) {
      TextTable table =
          new TextTable(
              List.of("TIME", "KIND", "ORG", "SENT", "PENDING", "FAILED", "MESSAGE"), List.of());
      for (AlertLog.LoggedAlert logged : alerts.log().list(org, null, MOST)) {
        table.row(
            logged.event().raised().toString().substring(0, 19),
            logged.event().finding().kind().label(),
            logged.event().finding().orgId().isEmpty() ? "-" : logged.event().finding().orgId(),
            Integer.toString(logged.sent()),
            Integer.toString(logged.pending()),
            Integer.toString(logged.failed()),
            logged.event().finding().message());
      }
      table.print(output());
    }
  }
}

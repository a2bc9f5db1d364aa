package dev.compresh.alert;

import dev.compresh.account.DeniedException;
import dev.compresh.account.InvalidField;
import dev.compresh.account.Principal;
import dev.compresh.account.RandomText;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.Keyring;
import dev.compresh.store.seal.SealedTable;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The channels of the store. An organisation's administrators see and change its own; the
 * installation's are the operators'.
 */
public final class AlertChannels {
  private static final int MOST = 100;
  private static final int ID_LENGTH = 16;
  private static final int SECRET_LENGTH = 32;

  private final Database database;
  private final Keyring keyring;
  private final AuditLog auditLog;
  private final boolean allowsPrivate;
  private final InstantSource clock;
  private final RandomText random = new RandomText();

  /**
   * @param allowsPrivate whether unencrypted addresses of private networks are allowed
   */
  public AlertChannels(
      Database database,
      Keyring keyring,
      AuditLog auditLog,
      boolean allowsPrivate,
      InstantSource clock) {
    this.database = database;
    this.keyring = keyring;
    this.auditLog = auditLog;
    this.allowsPrivate = allowsPrivate;
    this.clock = clock;
  }

  /**
   * A channel that was added.
   *
   * @param secret signs its calls; shown this once, empty where nothing is signed
   */
  public record AddedChannel(AlertChannel channel, String secret) {}

  /** The table, for the change of the master key. */
  public static SealedTable sealedTable() {
    return new ChannelSeal();
  }

  /** Returns the channels that {@code by} may see. */
  public List<AlertChannel> list(Principal by) {
    return all().stream().filter(channel -> isTheirs(by, channel)).toList();
  }

  List<AlertChannel> all() {
    return database.read(ChannelTable::all);
  }

  /** Returns the channel of that id; empty where there is none that {@code by} may see. */
  public Optional<AlertChannel> find(Principal by, String id) {
    return database
        .read(handle -> ChannelTable.find(handle, id))
        .filter(channel -> isTheirs(by, channel));
  }

  private static boolean isTheirs(Principal by, AlertChannel channel) {
    return channel.isGlobal() ? by.operator() : channel.orgId().equals(by.orgId());
  }

  /**
   * Adds a channel.
   *
   * @throws InvalidField where the draft is not valid
   * @throws DeniedException where {@code by} may not
   */
  public AddedChannel add(Principal by, ChannelDraft draft) {
    if (draft.orgId().isEmpty() ? !by.operator() : !draft.orgId().equals(by.orgId())) {
      throw DeniedException.rights("Only operators add channels of the installation.");
    }
    String shown = draft.check(allowsPrivate);
    boolean isSigned = draft.kind() == ChannelKind.WEBHOOK;
    if (!isSigned && !draft.secret().isEmpty()) {
      throw new InvalidField("secret", "Only webhooks are signed. Leave 'secret' out.");
    }
    String secret =
        isSigned && draft.secret().isEmpty()
            ? "whsec_" + random.generate(SECRET_LENGTH)
            : draft.secret();
    AlertChannel channel =
        new AlertChannel(
            "alc_" + random.generate(ID_LENGTH),
            draft.orgId(),
            draft.kind(),
            draft.name().strip(),
            draft.kinds(),
            shown,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    byte[] sealed =
        ChannelSeal.close(seal(), channel.id(), new ChannelTarget(draft.address(), secret));
    database.commit(
        handle -> {
          long there =
              ChannelTable.all(handle).stream()
                  .filter(other -> other.orgId().equals(channel.orgId()))
                  .count();
          if (there >= MOST) {
            throw DeniedException.state(
                "too_many_channels", "There are " + MOST + " channels. Remove one first.");
          }
          ChannelTable.add(handle, channel, sealed);
          auditLog.record(
              handle,
              by.actor(),
              channel.orgId(),
              "alert_channel.add",
              "alert_channel",
              channel.id(),
              Map.of("kind", channel.kind().label(), "name", channel.name(), "address", shown));
          return true;
        });
    return new AddedChannel(channel, secret);
  }

  /** Removes a channel; false where there is none that {@code by} may see. */
  public boolean remove(Principal by, String id) {
    Optional<AlertChannel> channel = find(by, id);
    if (channel.isEmpty()) {
      return false;
    }
    return database.commit(
        handle -> {
          boolean isRemoved = ChannelTable.remove(handle, id);
          if (isRemoved) {
            auditLog.record(
                handle,
                by.actor(),
                channel.get().orgId(),
                "alert_channel.remove",
                "alert_channel",
                id,
                Map.of("name", channel.get().name()));
          }
          return isRemoved;
        });
  }

  /** Returns where it leads; null where that can't be opened, or it is gone. */
  @Nullable ChannelTarget target(AlertChannel channel) {
    byte[] sealed = database.read(handle -> ChannelTable.sealed(handle, channel.id())).orElse(null);
    return sealed == null ? null : ChannelSeal.open(seal(), channel.id(), sealed);
  }

  private AesGcmSeal seal() {
    try {
      return keyring.key().seal(ChannelSeal.PURPOSE);
    } catch (KeyFault e) {
      throw DeniedException.state("master_key_missing", String.valueOf(e.getMessage()));
    }
  }
}

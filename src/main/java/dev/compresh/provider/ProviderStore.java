package dev.compresh.provider;

import dev.compresh.config.ConfigException;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.ProviderJson;
import dev.compresh.config.Secret;
import dev.compresh.store.Database;
import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.Keyring;
import dev.compresh.store.seal.SealedTable;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The providers of the store and the keys of all. What changes something takes the caller's
 * transaction, so that the audit log is written in the same one; a key goes in and never comes out
 * but for the requests that carry it.
 */
public final class ProviderStore {
  private final Database database;
  private final Keyring keyring;
  private final InstantSource clock;

  /** The time at which a provider's key was set. {@code org} is null where it is everybody's. */
  public record ProviderKeyState(String provider, @Nullable String org, Instant setAt) {}

  public ProviderStore(Database database, Keyring keyring, InstantSource clock) {
    this.database = database;
    this.keyring = keyring;
    this.clock = clock;
  }

  /** The tables, for the change of the master key. */
  public static SealedTable sealedTable() {
    return new ProviderSeal();
  }

  public List<StoredProvider> list() {
    return database.read(ProviderTable::all).stream()
        .map(ProviderTable.ProviderRow::provider)
        .toList();
  }

  public Optional<StoredProvider> find(String name) {
    return database
        .read(handle -> ProviderTable.find(handle, name))
        .map(ProviderTable.ProviderRow::provider);
  }

  /** The same within a transaction. */
  public Optional<StoredProvider> find(Handle handle, String name) {
    return ProviderTable.find(handle, name).map(ProviderTable.ProviderRow::provider);
  }

  public List<ProviderKeyState> keys() {
    return database.read(ProviderTable::keys).stream()
        .map(
            row ->
                new ProviderKeyState(
                    row.provider(), row.org().isEmpty() ? null : row.org(), row.setAt()))
        .toList();
  }

  /**
   * The seal for credentials; to be asked for before a transaction begins, for the first time makes
   * the master key.
   *
   * @throws KeyFault where there is no usable master key
   */
  public AesGcmSeal seal() throws KeyFault {
    return keyring.key().seal(ProviderSeal.PURPOSE);
  }

  /**
   * Adds a provider, or replaces it as a whole; its keys stay.
   *
   * @param body the keys of the configuration file, without {@code key}; headers are sealed
   * @param org whose it is, null for everybody's; not changed for one that is there
   * @throws ConfigException with all that is wrong in {@code body}
   */
  public StoredProvider put(
      Handle handle, AesGcmSeal aesGcmSeal, ObjectNode body, @Nullable String org, boolean active) {
    ProviderConfig config = ProviderJson.read(body);
    ObjectNode open = body.deepCopy();
    open.remove("headers");
    open.remove("key");
    Instant now = clock.instant();
    Optional<StoredProvider> before =
        ProviderTable.find(handle, config.name()).map(ProviderTable.ProviderRow::provider);
    StoredProvider provider =
        new StoredProvider(
            config.name(),
            before.map(StoredProvider::org).orElse(org),
            open,
            active,
            before.map(StoredProvider::createdAt).orElse(now),
            now);
    ProviderTable.put(
        handle, provider, ProviderSeal.headers(aesGcmSeal, config.name(), config.headers()));
    return provider;
  }

  /** Lets requests go to it, or not; false where it is not there. */
  public boolean activate(Handle handle, String name, boolean active) {
    Optional<ProviderTable.ProviderRow> row = ProviderTable.find(handle, name);
    row.ifPresent(
        r -> {
          StoredProvider p = r.provider();
          ProviderTable.put(
              handle,
              new StoredProvider(name, p.org(), p.body(), active, p.createdAt(), clock.instant()),
              r.headers());
        });
    return row.isPresent();
  }

  /** Removes it with all its keys; false where it was not there. */
  public boolean remove(Handle handle, String name) {
    return ProviderTable.remove(handle, name);
  }

  /** Sets the key of a provider of the store or of the configuration. */
  public void setKey(
      Handle handle, AesGcmSeal aesGcmSeal, String provider, @Nullable String org, Secret key) {
    ProviderTable.putKey(
        handle,
        new ProviderTable.KeyRow(
            provider,
            ProviderTable.owner(org),
            ProviderSeal.key(aesGcmSeal, provider, org, key),
            clock.instant()));
  }

  /** Forgets it; false where there was none. */
  public boolean removeKey(Handle handle, String provider, @Nullable String org) {
    return ProviderTable.removeKey(handle, provider, org);
  }

  /** Calls {@code listener} within a second after a change, by whichever process. */
  public void onChange(Runnable listener) {
    database.onChange(ProviderTable.TOPIC, listener);
  }

  /**
   * All as they are now.
   *
   * @param simulator where the simulated provider listens; asked for where it is needed
   * @throws KeyFault where there are sealed values and no key that opens them
   */
  public AssembledProviders assembled(List<ProviderConfig> configured, Supplier<URI> simulator)
      throws KeyFault {
    List<ProviderTable.ProviderRow> rows = database.read(ProviderTable::all);
    List<ProviderTable.KeyRow> keys = database.read(ProviderTable::keys);
    boolean sealed =
        !keys.isEmpty() || rows.stream().anyMatch(providerRow -> providerRow.headers().length > 0);
    ProviderAssembler providerAssembler = new ProviderAssembler(sealed ? seal() : null, simulator);
    configured.forEach(providerAssembler::configured);
    rows.forEach(providerAssembler::stored);
    keys.forEach(providerAssembler::key);
    return providerAssembler.done();
  }

  /**
   * Everybody's providers, and those of each organisation that has its own.
   *
   * @param everybodys in the order of the configuration, then by name
   */
  public record AssembledProviders(List<Provider> everybodys, Map<String, List<Provider>> own) {
    public AssembledProviders {
      everybodys = List.copyOf(everybodys);
      own = new LinkedHashMap<>(own);
    }
  }
}

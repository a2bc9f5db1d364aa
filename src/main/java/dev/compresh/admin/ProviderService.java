package dev.compresh.admin;

import dev.compresh.account.InvalidField;
import dev.compresh.account.Principal;
import dev.compresh.audit.AuditLog;
import dev.compresh.config.ConfigError;
import dev.compresh.config.ConfigException;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.Secret;
import dev.compresh.provider.ProviderStore;
import dev.compresh.provider.StoredProvider;
import dev.compresh.store.Database;
import dev.compresh.store.StoreWork;
import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.vendor.ProviderKind;
import dev.compresh.vendor.ProviderKindRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Providers and their keys for those who may change them, each change with its line in the audit
 * log. The operator changes everybody's; an organisation's owners and admins change its own
 * providers, and its own keys for everybody's. No key is ever given back.
 */
public final class ProviderService {
  private static final int LONGEST_KEY = 8_192;
  private static final String TYPE = "provider";

  private final Database database;
  private final ProviderStore providers;
  private final AuditLog auditLog;
  private final Supplier<List<ProviderConfig>> configured;
  private final Runnable changed;

  /**
   * @param configured the providers of the configuration that is in force
   * @param changed called after a change, so that it is in force here at once
   */
  public ProviderService(
      Database database,
      ProviderStore providers,
      AuditLog auditLog,
      Supplier<List<ProviderConfig>> configured,
      Runnable changed) {
    this.database = database;
    this.providers = providers;
    this.auditLog = auditLog;
    this.configured = configured;
    this.changed = changed;
  }

  /**
   * One provider.
   *
   * @param stored its fields where it is in the store; null where the configuration has it
   * @param config its fields where the configuration has it
   * @param keySetAt when everybody's key was stored; null where none is
   * @param ownKeySetAt when the organisation's own key was stored; null where none is
   */
  public record ProviderView(
      String name,
      @Nullable StoredProvider stored,
      @Nullable ProviderConfig config,
      @Nullable Instant keySetAt,
      @Nullable Instant ownKeySetAt) {}

  /** All that {@code who} may see: everybody's, and those of their organisation. */
  public List<ProviderView> list(Principal who) {
    Map<String, Instant> keys = new HashMap<>();
    Map<String, Instant> own = new HashMap<>();
    for (ProviderStore.ProviderKeyState key : providers.keys()) {
      if (key.org() == null) {
        keys.put(key.provider(), key.setAt());
      } else if (key.org().equals(who.orgId())) {
        own.put(key.provider(), key.setAt());
      }
    }
    List<ProviderView> views = new ArrayList<>();
    for (ProviderConfig config : configured.get()) {
      String name = config.name();
      views.add(new ProviderView(name, null, config, keys.get(name), own.get(name)));
    }
    for (StoredProvider stored : providers.list()) {
      String name = stored.name();
      if (visible(who, stored) && views.stream().noneMatch(v -> v.name.equals(name))) {
        views.add(new ProviderView(name, stored, null, keys.get(name), own.get(name)));
      }
    }
    return views;
  }

  /** The one of that name; empty where {@code who} may not see one. */
  public Optional<ProviderView> find(Principal who, String name) {
    return list(who).stream().filter(v -> v.name.equals(name)).findFirst();
  }

  private static boolean visible(Principal who, StoredProvider stored) {
    return stored.org() == null || stored.org().equals(who.orgId()) || who.operator();
  }

  /**
   * Adds a provider, or replaces its fields.
   *
   * @param body the keys of the configuration file, with {@code _} for {@code -}
   * @param own whether it is to be the organisation's own
   * @param key its credential, null for none or the one that is there
   * @throws InvalidField for what can't be accepted
   */
  public StoredProvider put(
      Principal who, ObjectNode body, boolean own, boolean active, @Nullable Secret key) {
    String name = body.path("name").asString("");
    if (configured.get().stream().anyMatch(p -> p.name().equals(name))) {
      throw new InvalidField(
          "name",
          "The configuration has a provider with this name. Change it there, or choose another name.");
    }
    ObjectNode fields = body.deepCopy();
    if (!who.operator()) {
      // Who is not the operator must not reach what only this machine reaches.
      restrict(fields);
    }
    String org = own || !who.operator() ? who.orgId() : null;
    AesGcmSeal aesGcmSeal = seal();
    checked(key);
    return committed(
        handle -> {
          Optional<StoredProvider> before = providers.find(handle, name);
          if (before.isPresent() && !writable(who).test(before.get())) {
            throw new InvalidField("name", "This name is taken. Choose another one.");
          }
          StoredProvider stored = stored(handle, aesGcmSeal, fields, org, active);
          if (key != null) {
            providers.setKey(handle, aesGcmSeal, name, stored.org(), key);
          }
          String action = before.isPresent() ? "provider.change" : "provider.add";
          note(handle, who, stored.org(), action, name, key == null ? "" : "with a key");
          return stored;
        });
  }

  private <T> T committed(StoreWork<T> storeWork) {
    T result = database.commit(storeWork);
    changed.run();
    return result;
  }

  private StoredProvider stored(
      Handle handle,
      AesGcmSeal aesGcmSeal,
      ObjectNode fields,
      @Nullable String org,
      boolean active) {
    try {
      return providers.put(handle, aesGcmSeal, fields, org, active);
    } catch (ConfigException e) {
      ConfigError first = e.faults().getFirst();
      throw new InvalidField(first.key(), first.key() + " " + first.what() + " " + first.fix());
    }
  }

  private static void restrict(ObjectNode fields) {
    fields.put("local", false);
    fields.remove("link_local");
    String kind = fields.path("kind").asString("openai");
    if (ProviderKindRegistry.find(kind).map(ProviderKind::isSimulated).orElse(false)) {
      throw new InvalidField("kind", "Only the operator can add a simulated provider.");
    }
  }

  private static Predicate<StoredProvider> writable(Principal who) {
    return p -> who.operator() || who.orgId().equals(p.org());
  }

  /** Lets requests go to it, or not; false where {@code who} finds no such stored provider. */
  public boolean activate(Principal who, String name, boolean active) {
    return change(
        who,
        name,
        active ? "provider.enable" : "provider.disable",
        handle -> providers.activate(handle, name, active));
  }

  /** Removes it with its keys; false where {@code who} finds no such stored provider. */
  public boolean remove(Principal who, String name) {
    return change(who, name, "provider.remove", handle -> providers.remove(handle, name));
  }

  private boolean change(Principal who, String name, String action, Predicate<Handle> work) {
    return committed(
        handle -> {
          Optional<StoredProvider> found = providers.find(handle, name).filter(writable(who));
          if (found.isEmpty() || !work.test(handle)) {
            return false;
          }
          note(handle, who, found.get().org(), action, name, "");
          return true;
        });
  }

  /**
   * Sets the key of a provider of the store or the configuration.
   *
   * @param own whether it is for the organisation's requests alone
   * @return false where {@code who} finds no such provider
   */
  public boolean setKey(Principal who, String name, boolean own, Secret key) {
    checked(key);
    Optional<ProviderView> view = find(who, name);
    if (view.isEmpty()) {
      return false;
    }
    AesGcmSeal aesGcmSeal = seal();
    String org = owner(who, view.get(), own);
    return committed(
        handle -> {
          providers.setKey(handle, aesGcmSeal, name, org, key);
          note(handle, who, org, "provider.key.set", name, "");
          return true;
        });
  }

  /** Forgets a key that was set; false where there is none that {@code who} may remove. */
  public boolean removeKey(Principal who, String name, boolean own) {
    Optional<ProviderView> view = find(who, name);
    if (view.isEmpty()) {
      return false;
    }
    String org = owner(who, view.get(), own);
    return committed(
        handle -> {
          boolean removed = providers.removeKey(handle, name, org);
          if (removed) {
            note(handle, who, org, "provider.key.remove", name, "");
          }
          return removed;
        });
  }

  private static @Nullable String owner(Principal who, ProviderView providerView, boolean own) {
    StoredProvider stored = providerView.stored;
    if (stored != null && stored.org() != null) {
      return stored.org();
    }
    return own || !who.operator() ? who.orgId() : null;
  }

  private static void checked(@Nullable Secret key) {
    if (key != null
        && (key.reveal().isEmpty()
            || key.reveal().length() > LONGEST_KEY
            || !key.reveal().chars().allMatch(c -> c > ' ' && c < 127))) {
      throw new InvalidField(
          "key", "The key is empty, too long, or contains characters that keys can't have.");
    }
  }

  private AesGcmSeal seal() {
    try {
      return providers.seal();
    } catch (KeyFault e) {
      throw new InvalidField("key", "The key can't be encrypted. " + e.getMessage());
    }
  }

  private void note(
      Handle handle,
      Principal who,
      @Nullable String org,
      String action,
      String name,
      String detail) {
    Map<String, String> details = detail.isEmpty() ? Map.of() : Map.of("note", detail);
    auditLog.record(handle, who.actor(), org == null ? "" : org, action, TYPE, name, details);
  }
}

package dev.compresh.provider;

import dev.compresh.config.ConfigException;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.ProviderJson;
import dev.compresh.config.Secret;
import dev.compresh.store.seal.AesGcmSeal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings providers and keys together. What can't be read is left out and said, nothing else. */
final class ProviderAssembler {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderAssembler.class);

  private final @Nullable AesGcmSeal aesGcmSeal;
  private final Supplier<URI> simulator;
  private final Map<String, Provider> providers = new LinkedHashMap<>();

  private boolean real;

  /** Keys of organisations, by organisation and provider. */
  private final Map<String, Map<String, Secret>> own = new HashMap<>();

  /**
   * @param aesGcmSeal null where nothing is sealed
   */
  ProviderAssembler(@Nullable AesGcmSeal aesGcmSeal, Supplier<URI> simulator) {
    this.aesGcmSeal = aesGcmSeal;
    this.simulator = simulator;
  }

  void configured(ProviderConfig config) {
    providers.put(config.name(), provider(config));
  }

  private Provider provider(ProviderConfig config) {
    boolean inside = config.isBuiltIn();
    return Provider.of(config, inside ? simulator.get() : URI.create("http://127.0.0.1"));
  }

  void stored(ProviderTable.ProviderRow providerRow) {
    StoredProvider stored = providerRow.provider();
    if (!stored.active()) {
      return;
    }
    if (providers.containsKey(stored.name())) {
      LOG.warn(
          "the provider {} is in both the configuration and the store; the configuration is used",
          stored.name());
      return;
    }
    Map<String, String> headers =
        aesGcmSeal == null
            ? Map.of()
            : ProviderSeal.headers(aesGcmSeal, stored.name(), providerRow.headers());
    if (headers == null) {
      LOG.error(
          "the headers of the provider {} can't be decrypted; the provider is not used",
          stored.name());
      return;
    }
    ObjectNode body = stored.body().deepCopy();
    ObjectNode lines = JsonNodeFactory.instance.objectNode();
    headers.forEach(lines::put);
    body.set("headers", lines);
    try {
      Provider provider = provider(ProviderJson.read(body));
      providers.put(stored.name(), provider.withKey(null, stored.org()));
      real |= stored.org() == null;
    } catch (ConfigException e) {
      LOG.error("the stored provider {} can't be read; it is not used", stored.name());
    }
  }

  void key(ProviderTable.KeyRow row) {
    Secret key = aesGcmSeal == null ? null : ProviderSeal.key(aesGcmSeal, row);
    Provider provider = providers.get(row.provider());
    if (key == null) {
      LOG.error("the stored key of the provider {} can't be decrypted", row.provider());
    } else if (provider != null && row.org().isEmpty()) {
      providers.put(row.provider(), provider.withKey(key, provider.org()));
    } else if (provider != null) {
      own.computeIfAbsent(row.org(), _ -> new HashMap<>()).put(row.provider(), key);
    }
  }

  ProviderStore.AssembledProviders done() {
    Provider simulated = providers.get("sim");
    if (simulated != null && simulated.kind().isSimulated() && real) {
      // It is there for want of others; whatever finds no provider by name is not to go to it.
      providers.remove("sim");
      providers.put("sim", simulated);
    }
    TreeSet<String> orgs = new TreeSet<>(own.keySet());
    List<Provider> everybodys = new ArrayList<>();
    for (Provider provider : providers.values()) {
      if (provider.org() == null) {
        everybodys.add(provider);
      } else {
        orgs.add(provider.org());
      }
    }
    Map<String, List<Provider>> lists = new LinkedHashMap<>();
    orgs.forEach(org -> lists.put(org, assemble(org)));
    return new ProviderStore.AssembledProviders(everybodys, lists);
  }

  private List<Provider> assemble(String org) {
    Map<String, Secret> keys = own.getOrDefault(org, Map.of());
    List<Provider> list = new ArrayList<>();
    for (Provider provider : providers.values()) {
      Secret key = keys.get(provider.name());
      if (provider.org() == null || provider.org().equals(org)) {
        list.add(key == null ? provider : provider.withKey(key, org));
      }
    }
    return list;
  }
}

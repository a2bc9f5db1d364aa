package dev.compresh.provider;

import dev.compresh.config.Secret;
import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.SealedTable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Seals credentials: keys and headers, each bound to its provider and its owner. */
final class ProviderSeal implements SealedTable {
  static final String PURPOSE = "providers";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final byte[] NONE = {};

  static byte[] key(AesGcmSeal aesGcmSeal, String provider, @Nullable String org, Secret key) {
    return aesGcmSeal.close(key.reveal().getBytes(StandardCharsets.UTF_8), boundKey(provider, org));
  }

  /** Null where it can't be opened. */
  static @Nullable Secret key(AesGcmSeal aesGcmSeal, ProviderTable.KeyRow row) {
    byte[] plain = aesGcmSeal.open(row.sealed(), boundKey(row.provider(), row.org()));
    return plain == null ? null : new Secret(new String(plain, StandardCharsets.UTF_8));
  }

  static byte[] headers(AesGcmSeal aesGcmSeal, String provider, Map<String, String> headers) {
    if (headers.isEmpty()) {
      return NONE;
    }
    ObjectNode json = MAPPER.createObjectNode();
    headers.forEach(json::put);
    return aesGcmSeal.close(MAPPER.writeValueAsBytes(json), boundHeaders(provider));
  }

  /** Null where they can't be opened. */
  static @Nullable Map<String, String> headers(
      AesGcmSeal aesGcmSeal, String provider, byte[] sealed) {
    if (sealed.length == 0) {
      return Map.of();
    }
    byte[] plain = aesGcmSeal.open(sealed, boundHeaders(provider));
    if (plain == null) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    MAPPER
        .readTree(plain)
        .properties()
        .forEach(field -> headers.put(field.getKey(), field.getValue().asString()));
    return headers;
  }

  private static byte[] boundKey(String provider, @Nullable String org) {
    return ("key\n" + provider + "\n" + ProviderTable.owner(org)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] boundHeaders(String provider) {
    return ("headers\n" + provider).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String purpose() {
    return PURPOSE;
  }

  @Override
  public boolean hasValues(Handle handle) {
    return !ProviderTable.keys(handle).isEmpty()
        || ProviderTable.all(handle).stream()
            .anyMatch(providerRow -> providerRow.headers().length > 0);
  }

  @Override
  public void each(Handle handle, ValueChange valueChange) {
    for (ProviderTable.KeyRow row : ProviderTable.keys(handle)) {
      byte[] fresh = valueChange.reseal(row.sealed(), boundKey(row.provider(), row.org()));
      if (fresh != null) {
        ProviderTable.putKey(
            handle, new ProviderTable.KeyRow(row.provider(), row.org(), fresh, row.setAt()));
      }
    }
    for (ProviderTable.ProviderRow providerRow : ProviderTable.all(handle)) {
      byte[] fresh =
          providerRow.headers().length == 0
              ? null
              : valueChange.reseal(
                  providerRow.headers(), boundHeaders(providerRow.provider().name()));
      if (fresh != null) {
        ProviderTable.put(handle, providerRow.provider(), fresh);
      }
    }
  }

  @Override
  public void forget(Handle handle) {
    for (ProviderTable.KeyRow row : ProviderTable.keys(handle)) {
      ProviderTable.removeKey(handle, row.provider(), row.org());
    }
    for (ProviderTable.ProviderRow providerRow : ProviderTable.all(handle)) {
      if (providerRow.headers().length > 0) {
        ProviderTable.put(handle, providerRow.provider(), NONE);
      }
    }
  }
}

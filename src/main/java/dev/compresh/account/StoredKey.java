package dev.compresh.account;

/**
 * A key with what proves it.
 *
 * @param hash SHA-256 of the whole key
 * @param accountActive whether both its organisation and its user are active
 * @param usable the key as far as its organisation lets it go
 */
record StoredKey(ApiKey key, byte[] hash, boolean accountActive, ApiKey usable) {}

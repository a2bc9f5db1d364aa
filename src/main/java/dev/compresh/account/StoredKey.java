package dev.compresh.account;

/**
 * A key with what proves it.
 *
 * @param hash SHA-256 of the whole key
 * @param accountActive whether both its organisation and its user are active
 */
record StoredKey(ApiKey key, byte[] hash, boolean accountActive) {}

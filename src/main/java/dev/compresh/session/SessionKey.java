package dev.compresh.session;

/** A session belongs to its key: the same id under two keys names two sessions. */
public record SessionKey(String keyId, String id) {}

package dev.compresh.wire;

/** 128 bits of SHA-256 over bytes: identity of a text or a prefix, safe against made collisions. */
public record Digest(long high, long low) {}

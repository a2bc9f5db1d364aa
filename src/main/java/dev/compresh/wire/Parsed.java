package dev.compresh.wire;

/** What reading a body comes to. */
public sealed interface Parsed permits Prompt, Malformed {}

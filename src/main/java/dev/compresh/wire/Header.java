package dev.compresh.wire;

/** One header line. */
public record Header(String name, String value) {}

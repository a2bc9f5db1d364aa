package dev.compresh.http;

/** One header line. */
public record Header(String name, String value) {}

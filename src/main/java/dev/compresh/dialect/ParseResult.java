package dev.compresh.dialect;

/** What reading a body comes to. */
public sealed interface ParseResult permits Prompt, MalformedBody {}

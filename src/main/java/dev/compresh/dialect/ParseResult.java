package dev.compresh.dialect;

/** The result of parsing a body. */
public sealed interface ParseResult permits Prompt, MalformedBody {}

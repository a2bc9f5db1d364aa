package dev.compresh.compression.client;

/**
 * A call of a tool in a script.
 *
 * @param arguments as JSON, or the text itself where the tool is given one text
 */
public record ScriptedCall(String tool, String arguments) {}

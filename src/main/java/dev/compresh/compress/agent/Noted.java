package dev.compresh.compress.agent;

/**
 * A text of several lines in the arguments of a call.
 *
 * @param label how later lines refer to it
 */
record Noted(String label, String text) {}

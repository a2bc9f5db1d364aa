package dev.compresh.replay;

import tools.jackson.databind.JsonNode;

/**
 * A JSON value of a session file, and where it is.
 *
 * @param number its line, from 1; in a file that is one JSON document, its place in the list
 */
record SessionRecord(int number, JsonNode json) {}

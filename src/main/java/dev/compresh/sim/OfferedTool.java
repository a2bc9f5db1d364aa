package dev.compresh.sim;

import tools.jackson.databind.JsonNode;

/** A tool that the client offers; {@code schema} is that of its arguments. */
record OfferedTool(String name, JsonNode schema) {}

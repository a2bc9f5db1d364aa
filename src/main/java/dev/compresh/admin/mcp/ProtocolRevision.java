package dev.compresh.admin.mcp;

import java.util.List;

/** The revisions of the Model Context Protocol that are spoken here. */
final class ProtocolRevision {
  /** Without handshake and sessions: each request says what it needs. */
  static final String STATELESS = "2026-07-28";

  /** The latest one with the handshake. */
  static final String HANDSHAKE = "2025-11-25";

  static final List<String> ALL = List.of(STATELESS, HANDSHAKE, "2025-06-18", "2025-03-26");

  /** Where a request of the stateless revision names it. */
  static final String META = "io.modelcontextprotocol/protocolVersion";

  private ProtocolRevision() {}

  /** Returns what the handshake answers to a client that wants {@code asked}. */
  static String negotiated(String asked) {
    return ALL.contains(asked) && !asked.equals(STATELESS) ? asked : HANDSHAKE;
  }
}

package dev.compresh.proxy;

import dev.compresh.session.SessionKey;

/** Tells how a session was served before a ledger of what was sent was kept of it. */
@FunctionalInterface
public interface EarlierTraffic {

  /** The way in which the requests of a session were forwarded. */
  enum ServedState {
    /** None went out from here, or as the client wrote them. */
    RAW,
    /** As a plan comes out that is made again. */
    AS_PLANNED,
    /** Messages were changed after they had been sent. */
    REWRITTEN
  }

  /** May block on the store. */
  ServedState lookUp(SessionKey session);
}

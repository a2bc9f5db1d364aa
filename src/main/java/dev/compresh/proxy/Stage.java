package dev.compresh.proxy;

/** Takes a request one step further, or ends it with a problem. */
interface Stage {

  /** Adds to {@code context} what it finds out. May block. */
  StageResult<RequestContext> run(RequestContext context);

  /** Returns whether it needs the head alone: then it runs before the body is read. */
  default boolean needsHeadOnly() {
    return false;
  }

  /** Returns what docs/architecture.md calls it. */
  default String name() {
    String type = getClass().getSimpleName();
    return type.substring(0, type.length() - "Stage".length());
  }
}

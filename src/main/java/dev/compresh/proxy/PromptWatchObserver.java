package dev.compresh.proxy;

/** Hands the prompt to a viewer who looks at the session. */
record PromptWatchObserver(PromptWatch watch) implements SettlementObserver {

  @Override
  public RequestSettlement observe(RequestContext context, RequestSettlement settlement) {
    watch.see(
        context.session(), context.head().id(), context.prompt(), context.compressed().changes());
    return settlement;
  }
}

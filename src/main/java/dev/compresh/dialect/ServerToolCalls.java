package dev.compresh.dialect;

/**
 * Calls of tools that ran at the provider during a request, and that it charges by the call.
 *
 * @param webSearch searches of the web, searches of xAI's and Google's index included
 * @param webFetch pages fetched
 * @param codeExecution runs in a container or interpreter
 * @param fileSearch searches of the provider's file stores
 * @param xSearch searches of X, which xAI counts apart
 * @param imageGeneration images made during a text answer
 * @param other calls of any other tool that the provider names
 */
public record ServerToolCalls(
    long webSearch,
    long webFetch,
    long codeExecution,
    long fileSearch,
    long xSearch,
    long imageGeneration,
    long other) {

  /** No call. */
  public static final ServerToolCalls NONE = new ServerToolCalls(0, 0, 0, 0, 0, 0, 0);

  /** Returns whether no tool was called. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}

package dev.compresh.compression.chat.summary;

import java.util.List;

/**
 * The summary of one or more episodes.
 *
 * @param level how many times gists were merged into it
 * @param lines its lines, in time order
 * @param text what is forwarded
 */
public record Gist(int level, List<GistLine> lines, String text) {

  /**
   * One salient line.
   *
   * @param passage place in time
   * @param stamp the date under which it was said, empty where none is known
   * @param text who said it, and what
   * @param score how salient it is
   * @param tokens its tokens
   */
  public record GistLine(int passage, String stamp, String text, double score, int tokens) {}
}

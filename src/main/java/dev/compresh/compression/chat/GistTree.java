package dev.compresh.compression.chat;

import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.chat.summary.Gist;
import dev.compresh.compression.chat.summary.GistWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The gists of a conversation, merged as a log-structured merge tree merges its runs (O'Neil and
 * others, 1996): when {@code fanout} gists of one level stand at the end, they become one of the
 * next. So their number grows with the logarithm of the episodes. Immutable.
 */
record GistTree(List<GistLevel> rungs) {
  static final GistTree EMPTY = new GistTree(List.of());

  /**
   * A gist in its place.
   *
   * @param episodes what it represents, oldest first
   */
  record GistLevel(List<Episode> episodes, Gist gist) {
    Episode first() {
      return episodes.getFirst();
    }

    Episode last() {
      return episodes.getLast();
    }
  }

  GistTree add(Episode episode, Gist gist, int fanout, GistWriter writer, TokenCounter tokens) {
    List<GistLevel> out = new ArrayList<>(rungs);
    out.add(new GistLevel(List.of(episode), gist));
    while (full(out, fanout)) {
      List<GistLevel> tail = out.subList(out.size() - fanout, out.size());
      List<Episode> episodes = new ArrayList<>();
      List<Gist> gists = new ArrayList<>();
      for (GistLevel gistLevel : tail) {
        episodes.addAll(gistLevel.episodes());
        gists.add(gistLevel.gist());
      }
      tail.clear();
      out.add(new GistLevel(List.copyOf(episodes), writer.merge(gists, tokens)));
    }
    return new GistTree(List.copyOf(out));
  }

  private static boolean full(List<GistLevel> rungs, int fanout) {
    if (rungs.size() < fanout) {
      return false;
    }
    int level = rungs.getLast().gist().level();
    for (int i = rungs.size() - fanout; i < rungs.size(); i++) {
      if (rungs.get(i).gist().level() != level) {
        return false;
      }
    }
    return true;
  }
}

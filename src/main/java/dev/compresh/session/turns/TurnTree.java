package dev.compresh.session.turns;

import dev.compresh.dialect.ContentDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that was said in a session, as a tree: a turn hangs below the one that it followed, so that
 * answers made again, edits and other conversations of the same session are branches of their own.
 * A prompt is a path in it; what lies above or between the path's turns was trimmed by the client.
 * Not thread-safe.
 */
public final class TurnTree {
  private static final int MOST_TURNS = 2_000;
  private static final long MOST_CHARACTERS = 2_000_000;

  /** Characters of a turn that are kept: most of them from its beginning. */
  private static final int HEAD = 6_144;

  private static final int TAIL = 2_048;

  /** A lone turn is known again in another place only if it is this long: "go on" comes often. */
  private static final int TELLING = 24;

  private static final int CANDIDATES = 16;

  /** So many turns in a row that are the same tell a place for sure; comparing more takes long. */
  private static final int LONGEST_RUN = 32;

  private final Map<Long, StoredTurn> turns = new LinkedHashMap<>();
  private final Map<ContentDigest, List<Long>> places = new HashMap<>();
  private long characters;

  /** Turns that are kept. */
  public int size() {
    return turns.size();
  }

  /** Characters of their texts. */
  public long characters() {
    return characters;
  }

  /** Takes in what is stored, oldest first; what is known already stays. */
  public void add(List<StoredTurn> stored) {
    stored.forEach(this::put);
  }

  /** Returns whether something like {@code said} is known. */
  public boolean knows(ChatTurn chatTurn) {
    return places.containsKey(chatTurn.digest());
  }

  /** Finds the prompt's place, and takes in what is new in it. */
  public TurnMatch meet(List<ChatTurn> said, Instant now) {
    long at = 0;
    boolean placed = false;
    Set<Long> present = new HashSet<>();
    List<StoredTurn> added = new ArrayList<>();
    boolean summary = summary(said);
    for (int i = 0; i < said.size(); i++) {
      long node = StoredTurn.node(at, said.get(i).digest());
      if (!turns.containsKey(node)) {
        node = elsewhere(said, i, at);
        if (node == 0 && !placed && summary) {
          continue; // what comes before the first known turn is the client's own summary
        }
      }
      if (node == 0) {
        StoredTurn storedTurn = turn(said.get(i), at, now);
        put(storedTurn);
        added.add(storedTurn);
        node = storedTurn.node();
      }
      present.add(node);
      placed = true;
      at = node;
    }
    List<StoredTurn> trimmed = findAncestors(at, present);
    return new TurnMatch(trimmed, added, forget(present));
  }

  /** Returns whether the first turn is unknown and a later one is known for sure. */
  private boolean summary(List<ChatTurn> said) {
    if (said.isEmpty() || turns.containsKey(StoredTurn.node(0, said.getFirst().digest()))) {
      return false;
    }
    for (int i = 0; i < said.size(); i++) {
      if (elsewhere(said, i, 0) != 0) {
        return i > 0;
      }
    }
    return false;
  }

  /** Another place below {@code above} where {@code said} goes on as from {@code i} on; or 0. */
  private long elsewhere(List<ChatTurn> said, int i, long above) {
    List<Long> nodes = places.getOrDefault(said.get(i).digest(), List.of());
    long best = 0;
    int longest = 0;
    for (int k = nodes.size() - 1; k >= Math.max(0, nodes.size() - CANDIDATES); k--) {
      int run = run(said, i, nodes.get(k));
      if (run > longest && isDescendant(nodes.get(k), above)) {
        best = nodes.get(k);
        longest = run;
      }
    }
    boolean sure = longest > 1 || (longest == 1 && said.get(i).text().get().length() >= TELLING);
    return sure ? best : 0;
  }

  private int run(List<ChatTurn> said, int from, long node) {
    int i = from + 1;
    long at = node;
    while (i < said.size() && i - from < LONGEST_RUN) {
      at = StoredTurn.node(at, said.get(i).digest());
      if (!turns.containsKey(at)) {
        break;
      }
      i++;
    }
    return i - from;
  }

  private boolean isDescendant(long node, long above) {
    if (above == 0) {
      return true;
    }
    StoredTurn storedTurn = turns.get(node);
    for (int i = 0; storedTurn != null && i < MOST_TURNS; i++) {
      if (storedTurn.parent() == above) {
        return true;
      }
      storedTurn = turns.get(storedTurn.parent());
    }
    return false;
  }

  private List<StoredTurn> findAncestors(long node, Set<Long> present) {
    List<StoredTurn> trimmed = new ArrayList<>();
    StoredTurn storedTurn = turns.get(node);
    for (int i = 0; storedTurn != null && i < MOST_TURNS; i++) {
      if (!present.contains(storedTurn.node())) {
        trimmed.add(storedTurn);
      }
      storedTurn = turns.get(storedTurn.parent());
    }
    return trimmed.reversed();
  }

  private static StoredTurn turn(ChatTurn chatTurn, long parent, Instant now) {
    String text = chatTurn.text().get();
    if (text.length() > HEAD + TAIL) {
      text = text.substring(0, HEAD) + "\n…\n" + text.substring(text.length() - TAIL);
    }
    long node = StoredTurn.node(parent, chatTurn.digest());
    return new StoredTurn(node, parent, chatTurn.digest(), chatTurn.user(), now, text);
  }

  private void put(StoredTurn storedTurn) {
    if (turns.putIfAbsent(storedTurn.node(), storedTurn) == null) {
      places.computeIfAbsent(storedTurn.digest(), _ -> new ArrayList<>()).add(storedTurn.node());
      characters += storedTurn.text().length();
    }
  }

  /** Makes room: the oldest go first, but not those of the prompt at hand. */
  private List<Long> forget(Set<Long> present) {
    List<Long> forgotten = new ArrayList<>();
    var each = turns.values().iterator();
    while ((turns.size() > MOST_TURNS || characters > MOST_CHARACTERS) && each.hasNext()) {
      StoredTurn storedTurn = each.next();
      if (!present.contains(storedTurn.node())) {
        each.remove();
        characters -= storedTurn.text().length();
        List<Long> nodes = places.get(storedTurn.digest());
        if (nodes != null && nodes.remove(storedTurn.node()) && nodes.isEmpty()) {
          places.remove(storedTurn.digest());
        }
        forgotten.add(storedTurn.node());
      }
    }
    return forgotten;
  }
}

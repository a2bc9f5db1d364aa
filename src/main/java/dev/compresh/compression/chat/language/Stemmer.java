package dev.compresh.compression.chat.language;

import java.util.HashMap;
import java.util.Map;

/**
 * A light stemmer for English: plurals, verb endings and a few endings of derived nouns fall away,
 * and irregular forms go to their base. Words of other languages pass through nearly unchanged;
 * what counts is only that the same word always gives the same stem.
 */
public final class Stemmer {
  private static final Map<String, String> IRREGULAR = irregular();

  private static final String ARABIC_ARTICLE = "ال";

  private Stemmer() {}

  /** The stem of a lower-case word. */
  public static String stem(String word) {
    String base = IRREGULAR.getOrDefault(word, word);
    if (base.length() > 4 && base.startsWith(ARABIC_ARTICLE)) {
      return base.substring(ARABIC_ARTICLE.length());
    }
    if (base.length() < 4 || base.charAt(0) > 'z' || Character.isDigit(base.charAt(0))) {
      return base;
    }
    return derived(verbal(plural(base)));
  }

  private static String plural(String w) {
    if (w.endsWith("ies") && w.length() > 4) {
      return w.substring(0, w.length() - 3) + "y";
    }
    if (w.endsWith("sses") || w.endsWith("ches") || w.endsWith("shes") || w.endsWith("xes")) {
      return w.substring(0, w.length() - 2);
    }
    boolean plural = w.endsWith("s") && !w.endsWith("ss") && !w.endsWith("us") && !w.endsWith("is");
    return plural ? w.substring(0, w.length() - 1) : w;
  }

  private static String verbal(String w) {
    String cut = w;
    if (w.endsWith("ing") && w.length() > 5 && vowel(w, w.length() - 3)) {
      cut = undouble(w.substring(0, w.length() - 3));
    } else if (w.endsWith("ied") && w.length() > 4) {
      cut = w.substring(0, w.length() - 3) + "y";
    } else if (w.endsWith("ed") && w.length() > 4 && vowel(w, w.length() - 2)) {
      cut = undouble(w.substring(0, w.length() - 2));
    } else if (w.endsWith("ly") && w.length() > 5) {
      cut = w.substring(0, w.length() - 2);
    }
    return cut.endsWith("e") && cut.length() > 3 ? cut.substring(0, cut.length() - 1) : cut;
  }

  private static String derived(String w) {
    for (String ending : new String[] {"ation", "ment", "ness", "ion", "er", "or", "ist", "ful"}) {
      if (w.endsWith(ending) && w.length() - ending.length() >= 4) {
        return undouble(w.substring(0, w.length() - ending.length()));
      }
    }
    return w.endsWith("y") && w.length() > 4 ? w.substring(0, w.length() - 1) + "i" : w;
  }

  private static String undouble(String w) {
    int n = w.length();
    boolean twice = n > 3 && w.charAt(n - 1) == w.charAt(n - 2);
    return twice && "lsz".indexOf(w.charAt(n - 1)) < 0 ? w.substring(0, n - 1) : w;
  }

  private static boolean vowel(String w, int end) {
    for (int i = 0; i < end; i++) {
      if ("aeiouy".indexOf(w.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> irregular() {
    String forms =
        """
        go went gone goes going; buy bought; give gave given; take took taken; make made;
        find found; tell told; say said; think thought; feel felt; get got gotten; meet met;
        run ran; write wrote written; see saw seen; know knew known; begin began begun; win won;
        lose lost; sell sold; keep kept; leave left; come came; become became; build built;
        teach taught; catch caught; bring brought; spend spent; hold held; hear heard;
        child children; person people; man men; woman women; foot feet; tooth teeth;
        grow grew grown; draw drew drawn; fly flew flown; swim swam swum; sing sang sung;
        drive drove driven; ride rode ridden; break broke broken; choose chose chosen;
        speak spoke spoken; wear wore worn; eat ate eaten; sleep slept; pay paid; send sent;
        lend lent; lead led; feed fed; fall fell fallen; forget forgot forgotten; hide hid hidden;
        throw threw thrown; drink drank drunk; fight fought; stand stood; sit sat; win won;
        understand understood; wake woke woken; shoot shot; steal stole stolen; tear tore torn;
        wife wives; life lives; knife knives; leaf leaves; shelf shelves; mouse mice;
        good better best; bad worse worst; show shown; bite bit bitten; dig dug; ring rang rung;
        rise rose risen; seek sought; shake shook shaken; shine shone; sink sank sunk;
        stick stuck; strike struck; swear swore sworn; sweep swept; bend bent; bind bound;
        blow blew blown; deal dealt; dream dreamt; freeze froze frozen; hang hung; learn learnt;
        lie lay lain; mean meant; do did done does; have had has; be was were been is are am\
        """;
    Map<String, String> out = new HashMap<>();
    for (String group : forms.split(";", -1)) {
      String[] all = group.strip().split("\\s+", -1);
      for (int i = 1; i < all.length; i++) {
        out.put(all[i], all[0]);
      }
    }
    return Map.copyOf(out);
  }
}

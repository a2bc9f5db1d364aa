package dev.compresh.compression.chat.language;

import java.util.Set;

/** Words that carry no topic. */
public final class StopWords {
  private static final Set<String> STOP =
      Set.of(
          """
          a an the and or but if then else so as of at by for with about into onto from to in on
          out up down over under off again than too very just also only both each such own same
          i me my mine myself we us our ours ourselves you your yours yourself he him his himself
          she her hers herself it its itself they them their theirs themselves one ones
          this that these those here there what which who whom whose when where why how
          am is are was were be been being do does did doing done have has had having
          will would shall should can could may might must ought not no nor yes yeah yep nope
          i'm i've i'll i'd you're you've you'll you'd he's she's it's we're we've we'll we'd
          they're they've they'll they'd isn't aren't wasn't weren't don't doesn't didn't
          haven't hasn't hadn't won't wouldn't can't couldn't shouldn't that's what's let's there's
          who's where's here's how's gonna wanna gotta kinda sorta ain't cannot
          any some all more most other another few much many lot lots bit because while
          until though although however still already yet ever never really quite rather
          well oh ok okay hey hi hello thanks thank please sure wow get got getting go going like
          know think say said tell mention mentioned talk thing things something anything nothing
          someone anyone everyone everything make made way kind sort \
          """
              .strip()
              .split("\\s+", -1));

  private StopWords() {}

  /** Returns whether {@code word}, in lower case, is one. */
  public static boolean has(String word) {
    boolean letter =
        word.length() == 1 && word.charAt(0) < 128 && !Character.isDigit(word.charAt(0));
    return letter || STOP.contains(word);
  }
}

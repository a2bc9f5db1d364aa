package dev.compresh.compression.topics;

import java.util.List;
import java.util.Set;

/**
 * Words without a topic in languages other than English, and characters that mark grammar in
 * Chinese and Japanese. Few, but they are what would come first by their number.
 */
final class FunctionWords {
  private static final Set<String> WORDS =
      Set.copyOf(
          List.of(
              """
              der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind war
              waren sein habe haben hatte wird werden wurde kann können muss mit von für auf auch im
              zum zur bei nach aus über unter wie was wer wann wenn dass weil noch nur schon sehr mehr
              ich du er sie es wir ihr mich dich uns euch mir mein meine dein deine sich als bitte
              danke hier dort dann mal vom bis durch ohne gegen um am
              le la les un une des du et ou mais est sont était être ont avoir avec pour dans sur sous
              par que qui quoi ce cette ces je tu il elle nous vous ils elles mon ma mes ta ses sa
              leur pas plus très bien aussi donc merci aux au ne se si comme tout fait faire
              el los las una unos unas y o pero es ser estar está con para por en sobre sin que
              quién qué cómo cuándo yo tú él ella nosotros ellos mi su sus más muy también gracias
              il lo gli uno e ma è sono essere ho ha abbiamo per con non che chi come quando io noi
              voi loro mio suo più molto anche grazie della delle degli dei nel nella
              os as um uma não mas são foi ter tem com você eu ele ela nós meu seu mais muito também
              obrigado no na nos nas ao das
              het een en van niet zijn was waren heeft hebben met voor op ook bij naar uit over onder
              ik jij hij zij wij jullie mijn jouw maar dat dit deze die wat wie waar
              это что как для или но же бы мы вы они она он его её мне меня мой нас вас хочу есть
              был была было быть уже ещё только очень так если когда чтобы под над при без
              في من على إلى هذا هذه أن ما لا مع عن أريد هل كان التي الذي
              है हैं का की के में और से को पर यह वह मैं हूँ था थी नहीं क्या मेरे मेरा मेरी\
              """
                  .split("\\s+", -1)));

  private static final String SIGNS = "的了是我你他她它们們在和与與也就都很吗嗎呢吧啊这這那个個不有会會要说說";

  private FunctionWords() {}

  static boolean has(String word) {
    return WORDS.contains(word);
  }

  /**
   * Returns whether a pair of characters is grammar: with hiragana, or a sign that joins others.
   */
  static boolean pair(String pair) {
    return pair.chars().anyMatch(c -> (c >= 'ぁ' && c <= 'ゟ') || SIGNS.indexOf(c) >= 0);
  }
}

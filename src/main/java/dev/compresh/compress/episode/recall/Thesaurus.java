package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Stemmer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of everyday English words that people use for the same matter: a question seldom has the
 * very words of its answer.
 */
final class Thesaurus {
  private static final String GROUPS =
      """
      job work career profession occupation employment employer position company office
      child kid son daughter baby toddler children
      parent mother father mom dad mum
      spouse wife husband partner girlfriend boyfriend fiance
      sibling brother sister
      relative family grandma grandpa grandmother grandfather aunt uncle cousin
      friend buddy pal mate
      home house apartment flat place move
      car vehicle truck drive automobile
      trip travel vacation holiday visit journey tour getaway
      doctor physician clinic hospital appointment checkup
      sick ill illness disease injury hurt pain injured health condition
      medicine medication pill drug prescription
      pet dog cat puppy kitten animal
      food meal dish cook recipe eat cuisine
      dinner lunch breakfast brunch supper
      restaurant cafe diner bistro
      drink coffee tea wine beer
      hobby pastime interest activity enjoy
      sport game exercise workout gym fitness training
      music song band album concert instrument sing
      book novel read author story
      movie film show series watch
      art paint draw painting picture sketch artwork
      photo picture image photograph
      school college university class course study education degree
      teacher instructor professor coach mentor
      money cost price pay budget salary expense bill dollar fee
      buy purchase order shop get
      sell sale
      gift present
      party celebration celebrate event gathering festival
      birthday anniversary
      wedding marry marriage engaged
      begin start launch kick open found
      finish end complete done conclude
      plan intend schedule arrange
      meeting call appointment session sync
      change switch move replace update correction adjust
      cancel postpone delay reschedule
      happy glad joy excited thrilled pleased
      sad upset unhappy down depressed
      worry anxious stress nervous afraid fear scared
      angry annoyed mad frustrated
      like love enjoy prefer favorite favourite
      hate dislike
      big large huge
      small little tiny
      fast quick
      problem issue trouble bug difficulty challenge
      fix repair solve resolve
      idea suggestion advice recommend suggest
      help support assist volunteer
      group club community team organization
      nature outdoor hike camp forest park mountain
      beach ocean sea lake river coast
      garden plant flower tree
      city town village country
      area region place location spot where
      country nation
      win award prize trophy competition contest tournament
      dream goal hope wish aspire ambition
      learn study practice
      name call
      age old year
      live reside stay
      born birth
      die death pass lose
      religion church faith
      clothes dress wear outfit shirt fashion
      phone mobile call text
      computer laptop pc
      password credential login
      code program software app
      server host machine
      report document paper
      deadline due
      result outcome
      reason why because
      decide choose pick select decision
      agree accept
      refuse reject decline
      research investigate look
      create build make design develop
      business shop store startup
      customer client
      ship release deploy publish
      accident crash collision
      rain weather storm snow
      summer winter spring autumn fall season
      morning evening night afternoon
      routine habit usual schedule
      allergy allergic
      inspire motivate motivation encourage
      relax unwind destress calm
      relationship date single dating
      attend go visit join participate
      talk speech speak presentation
      discover find
      receive get
      necklace jewelry ring bracelet
      injury knee ankle leg arm back
      bake cake cookie bread dessert
      author writer write
      war military veteran army
      charity donate fundraiser donation
      dance dancer studio
      run race marathon jog
      swim pool
      bike bicycle cycle
      fish fishing
      guitar piano violin drum
      color colour red blue green yellow purple
      size big tall
      weight diet
      """;
  private static final Map<String, List<String>> LIKE = read();

  private Thesaurus() {}

  /** Stems of like meaning; empty where none is known. */
  static List<String> like(String stem) {
    return LIKE.getOrDefault(stem, List.of());
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> out = new HashMap<>();
    for (String group : GROUPS.strip().split("\n", -1)) {
      List<String> stems = new ArrayList<>();
      for (String word : group.strip().split(" ", -1)) {
        stems.add(Stemmer.stem(word));
      }
      for (String stem : stems) {
        List<String> all = out.computeIfAbsent(stem, s -> new ArrayList<>());
        for (String other : stems) {
          if (!other.equals(stem) && !all.contains(other)) {
            all.add(other);
          }
        }
      }
    }
    return Map.copyOf(out);
  }
}

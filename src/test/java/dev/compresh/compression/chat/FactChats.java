package dev.compresh.compression.chat;

import static dev.compresh.compression.chat.FactChat.fact;

import java.util.List;

/** Chats of several languages. */
final class FactChats {
  static final FactChat ENGLISH =
      new FactChat(
          "en",
          List.of(
              fact(
                  "Thora from the shipyard said: \"The keel will be laid in Gdynia.\"",
                  "Where will the keel be laid, according to Thora?",
                  "keel will be laid in Gdynia"),
              fact(
                  "My locksmith Ignatz charges 84 crowns for the attic door.",
                  "What does Ignatz charge for the attic door?",
                  "84 crowns for the attic door"),
              fact(
                  "I sold the accordion to Berenike yesterday.",
                  "When did I sell the accordion, and to whom?",
                  "accordion to Berenike yesterday"),
              fact(
                  "The rehearsal with Dr. Okonjo is on Tuesday at nine.",
                  "When was the rehearsal with Dr. Okonjo at first?",
                  "rehearsal with Dr. Okonjo is on Tuesday"),
              fact(
                  "Actually, the rehearsal with Dr. Okonjo is on Thursday at four.",
                  "When is the rehearsal with Dr. Okonjo now?",
                  "rehearsal with Dr. Okonjo is on Thursday"),
              fact(
                  "Our cellar floods whenever the lock at Ruhnau opens.",
                  "Why does our cellar flood?",
                  "whenever the lock at Ruhnau opens"),
              fact(
                  "We named the goats Pim, Saffron and Brosius.",
                  "What are the goats called?",
                  "goats Pim, Saffron and Brosius")),
          List.of(
              "There is a new exhibition about a %s in town.",
              "People keep asking me how a %s is made.",
              "A documentary on the %s ran for two hours.",
              "It is odd how a %s can divide a whole family at table."),
          List.of("sundial", "marzipan", "tram", "globe", "bagpipe", "lantern", "meadow"));

  static final FactChat GERMAN =
      new FactChat(
          "de",
          List.of(
              fact(
                  "Meine Schwester Gesine züchtet Alpakas in Lauenburg.",
                  "Was züchtet Gesine, und wo?",
                  "Gesine züchtet Alpakas in Lauenburg"),
              fact(
                  "Der Schreiner hat gesagt: \"Die Treppe kostet 4300 Euro.\"",
                  "Was kostet laut Schreiner die Treppe?",
                  "Treppe kostet 4300 Euro"),
              fact(
                  "Mein Passwort für das Archiv liegt im roten Ordner.",
                  "In welchem Ordner liegt mein Passwort für das Archiv?",
                  "Archiv liegt im roten Ordner"),
              fact(
                  "Der Zahnarzt ist nun doch am Freitag und nicht am Montag.",
                  "An welchem Tag ist der Zahnarzt?",
                  "Zahnarzt ist nun doch am Freitag"),
              fact(
                  "Unser Hund heißt Wotan und frisst keine Möhren.",
                  "Was frisst unser Hund nicht?",
                  "Hund heißt Wotan und frisst keine Möhren")),
          List.of(
              "Im Fernsehen lief etwas über %s und die Leute dahinter.",
              "Viele fragen sich, warum %s so beliebt ist.",
              "Am Ende redeten alle wieder über %s.",
              "Man liest in letzter Zeit oft von %s."),
          List.of("Bernstein", "Segelflug", "Kohlrabi", "Blasmusik", "Minigolf", "Origami"));

  static final FactChat FRENCH =
      new FactChat(
          "fr",
          List.of(
              fact(
                  "Ma cousine Solange répare des horloges à Besançon.",
                  "Que répare Solange, et où ?",
                  "Solange répare des horloges à Besançon"),
              fact(
                  "Le notaire a écrit : « La vente sera signée à Nantes. »",
                  "Où sera signée la vente, selon le notaire ?",
                  "vente sera signée à Nantes"),
              fact(
                  "Finalement, le cours de harpe est le jeudi et non le lundi.",
                  "Quel jour est le cours de harpe ?",
                  "cours de harpe est le jeudi"),
              fact(
                  "Notre code du portail est le 5582.",
                  "Quel est le code du portail ?",
                  "portail est le 5582")),
          List.of(
              "On a beaucoup parlé de %s à la radio ce matin.",
              "Personne ne sait vraiment comment marche %s.",
              "Il y a toujours quelqu'un qui collectionne %s.",
              "Le journal consacre deux pages à %s."),
          List.of("la dentelle", "le cidre", "la voile", "le cirque", "la craie", "le bambou"));

  static final FactChat SPANISH =
      new FactChat(
          "es",
          List.of(
              fact(
                  "Mi vecino Eulalio colecciona brújulas de Cádiz.",
                  "¿Qué colecciona Eulalio?",
                  "Eulalio colecciona brújulas de Cádiz"),
              fact(
                  "La reunión con Remedios se ha movido al miércoles.",
                  "¿Cuándo es la reunión con Remedios?",
                  "Remedios se ha movido al miércoles"),
              fact(
                  "El techo del granero costó 2750 euros.",
                  "¿Cuánto costó el techo del granero?",
                  "granero costó 2750 euros")),
          List.of(
              "En la plaza todos hablaban de %s otra vez.",
              "Nadie entiende por qué %s gusta tanto.",
              "Hay un libro entero sobre %s en la biblioteca.",
              "Al final siempre volvemos a %s."),
          List.of("la niebla", "el ajedrez", "la cerámica", "el faro", "la vendimia"));

  static final FactChat RUSSIAN =
      new FactChat(
          "ru",
          List.of(
              fact(
                  "Моя тётя Глафира разводит кроликов под Вологдой.",
                  "Кого разводит тётя Глафира?",
                  "Глафира разводит кроликов под Вологдой"),
              fact("Код от калитки 9134, запомни.", "Какой код от калитки?", "Код от калитки 9134"),
              fact(
                  "Встречу с Прохором перенесли на четверг.",
                  "На какой день перенесли встречу с Прохором?",
                  "Прохором перенесли на четверг")),
          List.of(
              "Вчера по радио долго обсуждали %s.",
              "Никто не понимает, зачем людям %s.",
              "В газете опять статья про %s.",
              "Соседи снова спорили про %s."),
          List.of("янтарь", "самовар", "метро", "шахматы", "гитару"));

  static final FactChat CHINESE =
      new FactChat(
          "zh",
          List.of(
              fact("我的表姐婉清在苏州开了一家茶馆。", "婉清在哪里开了茶馆？", "婉清在苏州开了一家茶馆"),
              fact("车库的密码是6208，请记住。", "车库的密码是多少？", "车库的密码是6208"),
              fact("钢琴课改到星期四了。", "钢琴课是星期几？", "钢琴课改到星期四"),
              fact("李老师说：“作业下个月交。”", "李老师说作业什么时候交？", "作业下个月")),
          List.of("最近大家都在谈论%s，很热闹。", "报纸上又有一篇关于%s的文章。", "没有人知道%s为什么这么受欢迎。", "电视里播了两个小时的%s。"),
          List.of("天气", "足球", "风筝", "地铁", "书法", "熊猫"));

  static final FactChat JAPANESE =
      new FactChat(
          "ja",
          List.of(
              fact("従姉の千鶴は金沢で陶芸をしています。", "千鶴はどこで陶芸をしていますか。", "千鶴は金沢で陶芸をしています"),
              fact("倉庫の鍵の番号は4471です。", "倉庫の鍵の番号は何番ですか。", "倉庫の鍵の番号は4471です"),
              fact("歯医者の予約は水曜日に変更になりました。", "歯医者の予約は何曜日ですか。", "歯医者の予約は水曜日に変更")),
          List.of(
              "最近テレビで%sの話をよく聞きます。",
              "どうして%sがこんなに人気なのか分かりません。", "新聞にまた%sの記事が載っていました。", "結局みんな%sの話になります。"),
          List.of("相撲", "将棋", "抹茶", "電車", "花火", "温泉"));

  static final List<FactChat> ALL =
      List.of(ENGLISH, GERMAN, FRENCH, SPANISH, RUSSIAN, CHINESE, JAPANESE);

  private FactChats() {}
}

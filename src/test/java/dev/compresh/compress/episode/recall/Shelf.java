package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Piece;
import dev.compresh.compress.episode.text.Pieces;
import dev.compresh.compress.episode.text.Stamp;
import dev.compresh.wire.Role;

/** Passages of turns that follow each other. */
final class Shelf {
  final PassageIndex index = new PassageIndex();
  private final PassageReader reader = new PassageReader(index);
  private int messages;

  Shelf user(String... texts) {
    return say(Role.USER, texts);
  }

  Shelf assistant(String... texts) {
    return say(Role.ASSISTANT, texts);
  }

  private Shelf say(Role role, String... texts) {
    for (String text : texts) {
      for (Piece piece : Pieces.of(text)) {
        Stamp before = index.size() == 0 ? null : index.passage(index.size() - 1).stamp();
        Stamp stamp = piece.stamp() == null ? before : piece.stamp();
        index.add(reader.read(messages, messages / 2 + 1, role, null, piece, stamp));
      }
      messages++;
    }
    return this;
  }

  String block(String question, Room room) {
    return new Recall(index, Tuning.DEFAULT)
        .block(question, id -> true, room, text -> text.length() / 4 + 1);
  }
}

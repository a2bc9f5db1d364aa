package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.DateStamp;
import dev.compresh.compression.chat.language.PieceSplitter;
import dev.compresh.compression.chat.language.TextPiece;
import dev.compresh.dialect.MessageRole;

/** Passages of turns that follow each other. */
final class PassageFixture {
  final Bm25Index index = new Bm25Index();
  private final PassageReader reader = new PassageReader(index);
  private int messages;

  PassageFixture user(String... texts) {
    return say(MessageRole.USER, texts);
  }

  PassageFixture assistant(String... texts) {
    return say(MessageRole.ASSISTANT, texts);
  }

  private PassageFixture say(MessageRole messageRole, String... texts) {
    for (String text : texts) {
      for (TextPiece textPiece : PieceSplitter.split(text)) {
        DateStamp before = index.size() == 0 ? null : index.passage(index.size() - 1).stamp();
        DateStamp dateStamp = textPiece.stamp() == null ? before : textPiece.stamp();
        index.add(reader.read(messages, messages / 2 + 1, messageRole, null, textPiece, dateStamp));
      }
      messages++;
    }
    return this;
  }

  String block(String question, RecallBudget recallBudget) {
    return new RecallWriter(index, RankerWeights.DEFAULT)
        .block(question, id -> true, recallBudget, text -> text.length() / 4 + 1);
  }
}

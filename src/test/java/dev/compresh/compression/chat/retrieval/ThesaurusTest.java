package dev.compresh.compression.chat.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.chat.language.Stemmer;
import org.junit.jupiter.api.Test;

class ThesaurusTest {
  @Test
  void aKindHasItsMembersAndNoMemberItsKind() {
    assertThat(Thesaurus.members(Stemmer.stem("instruments"))).contains(Stemmer.stem("violin"));
    assertThat(Thesaurus.members(Stemmer.stem("violin"))).isEmpty();
  }

  @Test
  void wordsOfLikeMeaningFindEachOther() {
    assertThat(Thesaurus.findSynonyms(Stemmer.stem("movie"))).contains(Stemmer.stem("film"));
    assertThat(Thesaurus.findSynonyms(Stemmer.stem("films"))).contains(Stemmer.stem("movie"));
  }
}

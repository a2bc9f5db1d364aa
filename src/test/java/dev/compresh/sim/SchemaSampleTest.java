package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaSampleTest {

  private static String sample(String schema) {
    return new SchemaSample(SimulatedJson.read(schema.replace('\'', '"')), "my words")
        .sample()
        .toString();
  }

  @Test
  void required_propertiesOnly() {
    assertThat(
            sample(
                "{'type':'object','properties':{'path':{'type':'string'},'all':{'type':'boolean'}},"
                    + "'required':['path']}"))
        .isEqualTo("{\"path\":\"README.md\"}");
  }

  @Test
  void allProperties_whereNoneIsRequired() {
    assertThat(
            sample(
                "{'properties':{'query':{'type':'string'},'n':{'type':['integer','null'],"
                    + "'maximum':0},'kind':{'enum':['b','a']}}}"))
        .isEqualTo("{\"query\":\"my words\",\"n\":0,\"kind\":\"b\"}");
  }

  @Test
  void references_areFollowed_alsoWhereTheyGoInCircles() {
    assertThat(
            sample(
                "{'type':'object','properties':{'c':{'$ref':'#/$defs/City'}},"
                    + "'$defs':{'City':{'const':'Rome'}}}"))
        .isEqualTo("{\"c\":\"Rome\"}");
    assertThat(
            sample(
                "{'$defs':{'N':{'type':'object','properties':{'n':{'$ref':'#/$defs/N'}}}},"
                    + "'$ref':'#/$defs/N'}"))
        .startsWith("{\"n\":{\"n\":");
    assertThat(sample("{'$ref':'#'}")).isNotEmpty();
  }

  @Test
  void bounds_areKept() {
    assertThat(sample("{'type':'array','minItems':2,'items':{'type':'number','minimum':1.5}}"))
        .isEqualTo("[1.5,1.5]");
    assertThat(sample("{'type':'string','minLength':12}")).isEqualTo("\"my wordsxxxx\"");
    assertThat(sample("{'type':'string','maxLength':2}")).isEqualTo("\"my\"");
    assertThat(sample("{'type':'string','format':'date'}")).isEqualTo("\"2026-01-15\"");
  }
}

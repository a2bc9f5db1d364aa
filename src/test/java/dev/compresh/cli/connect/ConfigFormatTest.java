package dev.compresh.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Edits keep what they are not about: comments, order, blanks. */
class ConfigFormatTest {
  @Test
  void json_keepsCommentsAndTrailingCommas() throws DamagedFile {
    String before =
        "{\n  // mine\n  \"a\": 1, /* one */\n  \"env\": {\n    \"X\": \"y\",\n  },\n}\n";

    String after = ConfigFormat.JSON.set(before, SettingChange.text("v", "env", "K"));

    assertThat(after)
        .isEqualTo(
            """
            {
              // mine
              "a": 1, /* one */
              "env": {
                "K": "v",
                "X": "y",
              },
            }
            """);
    assertThat(ConfigFormat.JSON.remove(after, ConfigPath.of("env", "K"))).isEqualTo(before);
  }

  @Test
  void json_replacesAValueThatIsThere() throws DamagedFile {
    assertThat(
            ConfigFormat.JSON.set(
                "{\"a\": {\"b\": \"old\", \"c\": 2}}", SettingChange.text("nëw", "a", "b")))
        .isEqualTo("{\"a\": {\"b\": \"nëw\", \"c\": 2}}");
  }

  @Test
  void json_addsWhatIsMissingToAnEmptyFile() throws DamagedFile {
    assertThat(ConfigFormat.JSON.set("", SettingChange.text("v", "a", "b")))
        .isEqualTo("{\n  \"a\": {\n    \"b\": \"v\"\n  }\n}\n");
  }

  @Test
  void json_addsEntriesToLists() throws DamagedFile {
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("id", "x").put("n", 1);
    SettingChange change = new SettingChange(ConfigPath.of("list", "[id=x]"), entry);

    String after = ConfigFormat.JSON.set("{\"list\": [{\"id\": \"y\"}]}", change);

    assertThat(after).isEqualTo("{\"list\": [{\"id\":\"x\",\"n\":1}, {\"id\": \"y\"}]}");
    assertThat(ConfigFormat.JSON.remove(after, change.path()))
        .isEqualTo("{\"list\": [{\"id\": \"y\"}]}");
  }

  @Test
  void yaml_keepsCommentsAndAddsInFront() throws DamagedFile {
    String before = "# mine\nmodels:\n  # the first\n  - name: a # here\n    model: b\nother: 1\n";
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", "c").put("model", "d");
    SettingChange change = new SettingChange(ConfigPath.of("models", "[name=c]"), entry);

    String after = ConfigFormat.YAML.set(before, change);

    assertThat(after)
        .isEqualTo(
            """
            # mine
            models:
              # the first
              - name: "c"
                model: "d"
              - name: a # here
                model: b
            other: 1
            """);
    assertThat(ConfigFormat.YAML.remove(after, change.path())).isEqualTo(before);
  }

  @Test
  void yaml_replacesAnEmptyList() throws DamagedFile {
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", "c");
    SettingChange change = new SettingChange(ConfigPath.of("models", "[name=c]"), entry);

    assertThat(ConfigFormat.YAML.set("models: []\n", change))
        .isEqualTo("models:\n  - name: \"c\"\n");
  }

  @Test
  void toml_setsAtTheTopAndKeepsTables() throws DamagedFile {
    String before =
        "# mine\nmodel = \"m\"\n\n[a]\nb = 1\n\n# about c\n[c.d]\ne = \"\"\"\n[x]\n\"\"\"\n";

    String after = ConfigFormat.TOML.set(before, SettingChange.text("p", "provider"));

    assertThat(after).isEqualTo("provider = \"p\"\n" + before);
    assertThat(ConfigFormat.TOML.remove(after, ConfigPath.of("provider"))).isEqualTo(before);
  }

  @Test
  void toml_replacesATableOfItsName() throws DamagedFile {
    String before = "[p.x]\nold = 1\n\n# about y\n[p.y]\nz = 2\n";
    ObjectNode table = JsonNodeFactory.instance.objectNode().put("fresh", true);

    String after = ConfigFormat.TOML.set(before, new SettingChange(ConfigPath.of("p", "x"), table));

    assertThat(after).isEqualTo("# about y\n[p.y]\nz = 2\n\n[p.x]\nfresh = true\n");
  }

  @Test
  void toml_thatIsWrittenInAnotherWay_isRefused() {
    ObjectNode table = JsonNodeFactory.instance.objectNode().put("a", 1);

    assertThatThrownBy(
            () ->
                ConfigFormat.TOML.set(
                    "p = { x = { a = 2 } }\n", new SettingChange(ConfigPath.of("p", "x"), table)))
        .isInstanceOf(DamagedFile.class)
        .hasMessageContaining("can't be edited safely");
  }

  @Test
  void dotenv_replacesAndAppends() throws DamagedFile {
    String after =
        ConfigFormat.DOTENV.set("# mine\nexport A=1\nB='2'\n", SettingChange.text("3", "A"));

    assertThat(ConfigFormat.DOTENV.set(after, SettingChange.text("4", "C")))
        .isEqualTo("# mine\nA=3\nB='2'\nC=4\n");
  }
}

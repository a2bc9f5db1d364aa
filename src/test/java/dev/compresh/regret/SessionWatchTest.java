package dev.compresh.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.compresh.compression.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as a regret of an agent's session, and what does not. */
class SessionWatchTest {
  private final SessionWatch watch = new SessionWatch();
  private final AgentSession session = new AgentSession().user("fix it");

  private List<RegretSign> next() {
    return session.seenBy(watch).regrets();
  }

  @Test
  void aFileThatIsReadAgain_afterItWasCut_isARegretOfTheLayer() {
    session.read("src/a.py").cutBy(Layer.TOOL_OUTPUT);
    assertThat(session.seenBy(watch).chances()).containsEntry(Layer.TOOL_OUTPUT, 1);
    session.read("src/b.py");
    assertThat(next()).isEmpty();
    session.read("src/a.py");
    assertThat(next()).containsExactly(new RegretSign(RegretKind.READ_AGAIN, Layer.TOOL_OUTPUT, 4));
    assertThat(session.seenBy(watch).isEmpty()).isTrue();
  }

  @Test
  void aFileThatWasNotCut_mayBeReadAgain() {
    session.read("src/a.py");
    next();
    session.read("src/a.py");
    assertThat(next()).isEmpty();
  }

  @Test
  void aFileThatWasEditedSince_isReadAgainForThat() {
    session.read("/repo/src/a.py").cutBy(Layer.EVICTION);
    next();
    session.call("str_replace_editor", edit("a.py"), "The file has been edited.");
    next();
    session.read("/repo/src/a.py");
    assertThat(next()).isEmpty();
  }

  @Test
  void aPatchIsAnEdit_whateverItsTool() {
    session.read("/repo/src/a.py").cutBy(Layer.EVICTION);
    next();
    session.call(
        "apply_patch",
        "{\"patch\":\"*** Begin Patch\\n*** Update File: src/a.py\\n@@\\n-a\\n+b\\n*** End Patch\"}",
        "Success");
    next();
    session.read("/repo/src/a.py");
    assertThat(next()).isEmpty();
  }

  @Test
  void editsOfFilesThatAreNotNamed_mayBeOfAnyFile() {
    for (String command :
        new String[] {"sed -i 's/a/b/' x && sed -i 's/c/d/' y", "git stash pop"}) {
      session.read("/repo/src/a.py").cutBy(Layer.EVICTION);
      next();
      session.run(command);
      next();
      session.read("/repo/src/a.py");
      assertThat(next()).as(command).isEmpty();
    }
    session.read("/repo/src/c.py").cutBy(Layer.EVICTION);
    next();
    session.call("Write", "{\"input\":\"\"}", "done");
    next();
    session.read("/repo/src/c.py");
    assertThat(next()).isEmpty();
  }

  @Test
  void aReadThatFailed_showedNothing() {
    session.call("view", "{\"path\":\"a.py\"}", "ERROR: range out of bounds").cutBy(Layer.DEDUP);
    next();
    session.call("view", "{\"path\":\"a.py\"}", "x = 1");
    assertThat(next()).isEmpty();
  }

  @Test
  void linesBesideThoseThatWereCut_areNew() {
    session.call("bash", "{\"command\":\"sed -n '1,80p' a.py\"}", "x\n").cutBy(Layer.TOOL_OUTPUT);
    next();
    session.call("bash", "{\"command\":\"sed -n '81,160p' a.py\"}", "x\n");
    assertThat(next()).isEmpty();
    session.call("bash", "{\"command\":\"sed -n '20,40p' a.py\"}", "x\n");
    assertThat(next()).extracting(RegretSign::kind).containsExactly(RegretKind.READ_AGAIN);
  }

  @Test
  void aCommandThatIsRunAgain_withNothingEditedBetween_isARegret() {
    session.run("pytest -q").cutBy(Layer.TOOL_OUTPUT);
    next();
    session.run("pytest -q");
    assertThat(next()).containsExactly(new RegretSign(RegretKind.RUN_AGAIN, Layer.TOOL_OUTPUT, 4));
    session.call("Edit", edit("b.py"), "ok");
    next();
    session.run("pytest -q");
    assertThat(next()).isEmpty();
  }

  @Test
  void aQueryOfAnotherTool_isReadAgain() {
    session.call("list_pods", "{\"ns\":\"a\"}", "many rows").cutBy(Layer.TOOL_OUTPUT);
    next();
    session.call("list_pods", "{\"ns\":\"b\"}", "many rows");
    assertThat(next()).isEmpty();
    session.call("list_pods", "{\"ns\":\"a\"}", "many rows");
    assertThat(next()).extracting(RegretSign::kind).containsExactly(RegretKind.READ_AGAIN);
  }

  @Test
  void anEditThatIsRefused_afterTheFilesLinesWereRewritten_isARegret() {
    session.read("/repo/src/a.py").cutBy(Layer.DEDUP);
    next();
    session.call("Edit", edit("/repo/src/a.py"), "Error: String to replace not found in file.");
    assertThat(next()).extracting(RegretSign::kind).containsExactly(RegretKind.EDIT_REFUSED);
    session.call("Edit", edit("/repo/src/b.py"), "Error: String to replace not found in file.");
    assertThat(next()).isEmpty();
  }

  @Test
  void anEditThatFailsForAnotherReason_isNone_andChangesNothing() {
    session.read("src/a.py").cutBy(Layer.DEDUP);
    next();
    session.call("Edit", edit("src/a.py"), "Error: permission denied");
    assertThat(next()).isEmpty();
    session.read("src/a.py");
    assertThat(next()).extracting(RegretSign::kind).containsExactly(RegretKind.READ_AGAIN);
  }

  @Test
  void muchLater_itHasOtherReasons() {
    session.read("src/a.py").cutBy(Layer.TOOL_OUTPUT);
    next();
    for (int i = 0; i < 25; i++) {
      session.read("src/other" + i + ".py");
      next();
    }
    session.read("src/a.py");
    assertThat(next()).isEmpty();
  }

  @Test
  void whatIsEvictedOnlyNow_wasThereWhenTheModelAnswered() {
    session.read("src/a.py");
    next();
    session.read("src/a.py").cutBy(Layer.EVICTION);
    assertThat(next()).isEmpty();
  }

  @Test
  void anotherInstance_judgesTheLastStepAlone() {
    session.read("src/a.py").cutBy(Layer.TOOL_OUTPUT);
    next();
    session.read("src/a.py").cutBy(Layer.DEDUP);
    assertThat(next()).hasSize(1);
    session.read("src/b.py");
    RegretCounts elsewhere = session.seenBy(new SessionWatch());
    assertThat(elsewhere.isEmpty()).isTrue();
    session.read("src/a.py");
    assertThat(session.seenBy(new SessionWatch()).regrets())
        .extracting(RegretSign::layer)
        .containsExactly(Layer.TOOL_OUTPUT, Layer.DEDUP);
  }

  @Test
  void aConversationThatWasShortened_goesOnFromThere() {
    session.read("src/a.py").cutBy(Layer.TOOL_OUTPUT).read("src/b.py").read("src/c.py");
    next();
    session.dropLast(4).read("src/a.py");
    assertThat(next()).extracting(RegretSign::layer).containsExactly(Layer.TOOL_OUTPUT);
  }

  @Test
  void agentsThatActInPlainText_areWatchedToo() {
    AgentSession plain =
        new AgentSession()
            .user("Fix it.")
            .assistant("I look.\n\n```bash\ncat a.py\n```")
            .user("<returncode>0</returncode>\n<output>\nx = 1\n</output>")
            .cutBy(Layer.DEDUP);
    assertThat(plain.seenBy(watch).chances()).containsEntry(Layer.DEDUP, 1);
    plain.assistant("Once more.\n\n```bash\ncat a.py\n```");
    plain.user("<returncode>0</returncode>\n<output>\nx = 1\n</output>");
    assertThat(plain.seenBy(watch).regrets())
        .extracting(RegretSign::kind, RegretSign::layer)
        .containsExactly(tuple(RegretKind.READ_AGAIN, Layer.DEDUP));
  }

  private static String edit(String file) {
    return "{\"command\":\"str_replace\",\"file_path\":\"%s\",\"path\":\"%s\",\"old_str\":\"a\"}"
        .formatted(file, file);
  }
}

package dev.compresh.compression.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of tools are read out of JavaScript, which is never run. */
class ToolScriptTest {
  private static ScriptedCall one(String script) {
    List<ScriptedCall> calls = ToolScript.read(script).calls();
    assertThat(calls).hasSize(1);
    return calls.getFirst();
  }

  @Test
  void read_commandInAnObject() {
    String script =
        "const r = await tools.exec_command({cmd: \"grep -rn 'a\\\"b' lib\", max_output_tokens: 20_000});\n"
            + "text(r.output);";
    assertThat(one(script))
        .isEqualTo(
            new ScriptedCall(
                "exec_command", "{\"cmd\":\"grep -rn 'a\\\"b' lib\",\"max_output_tokens\":20000}"));
    assertThat(ToolScript.read(script).plain()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text(await tools.exec_command({cmd: 'ls'}));",
        "text((await tools.exec_command({ \"cmd\": `ls` })).output);",
        "// @exec: {\"yield_time_ms\": 100}\nconst cmd = 'ls';\n"
            + "const r = await tools.exec_command({cmd});\ntext(JSON.stringify(r));",
        "const c = \"l\" + 's'; /* now */ tools.exec_command({cmd: c}).then(r => text(r.output));",
        "const r = await tools[\"exec_command\"]({'cmd': '\\x6c\\u0073',});\ntext(`${r.output}`);",
        "text(await tools.exec_command({cmd: ['l', ''].join('') + String.raw`s`}));",
        "const o = await tools.exec_command({cmd: \"ls\"}); text(`exit ${o.exit_code}\\n${o.output}`)"
      })
  void read_waysToWriteOneCall(String script) {
    assertThat(one(script)).isEqualTo(new ScriptedCall("exec_command", "{\"cmd\":\"ls\"}"));
    assertThat(ToolScript.read(script).plain()).isTrue();
  }

  @Test
  void read_patches() {
    String patch = "*** Begin Patch\n*** Update File: a.js\n@@\n-a \\ `b`\n+c\n*** End Patch";
    for (String written :
        List.of(
            "text(await tools.apply_patch("
                + "\"*** Begin Patch\\n*** Update File: a.js\\n@@\\n-a \\\\ `b`\\n+c\\n*** End Patch\"));",
            "const patch = `*** Begin Patch\n*** Update File: a.js\n@@\n-a \\\\ \\`b\\`\n+c\n*** End Patch`;\n"
                + "text(await tools.apply_patch(patch));",
            "const p = ['*** Begin Patch', '*** Update File: a.js', '@@', '-a \\\\ `b`', '+c', '*** End Patch'].join('\\n');\n"
                + "await tools.apply_patch(p);")) {
      assertThat(one(written)).isEqualTo(new ScriptedCall("apply_patch", patch));
    }
  }

  @Test
  void read_severalCalls() {
    ToolScript script =
        ToolScript.read(
            "const [a, b] = await Promise.all([\n  tools.exec_command({cmd: 'cat a'}),\n"
                + "  tools.exec_command({cmd: 'cat b'}),\n]);\ntext(a.output); text(b.output);");
    assertThat(script.calls())
        .extracting(ScriptedCall::arguments)
        .containsExactly("{\"cmd\":\"cat a\"}", "{\"cmd\":\"cat b\"}");
    assertThat(script.plain()).isTrue();
  }

  /** What a script makes of what tools returned is known only by running it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "const r = await tools.exec_command({cmd: 'cat a'}); text(r.output.slice(0, 90));",
        "const r = await tools.exec_command({cmd: 'cat a'}); text(r.output.replace(/a\"/g, 'b'));",
        "const r = await tools.exec_command({cmd: 'cat a'}); if (r.exit_code) text(r.output);",
        "const r = await tools.exec_command({cmd: `cat ${file}`}); text(r.output);",
        "for (const f of files) text(await tools.exec_command({cmd: 'cat ' + f}));",
        "const t = tools; await tools.exec_command({cmd: 'cat a'});"
      })
  void read_whatOnlyRunningTells_isNotPlain(String script) {
    assertThat(ToolScript.read(script).calls()).hasSize(1);
    assertThat(ToolScript.read(script).plain()).isFalse();
  }

  @Test
  void read_reassignedName_isNotItsFirstValue() {
    String script =
        "let c = 'ls'; c = other(); const r = await tools.exec_command({cmd: c}); text(r.output);";
    assertThat(one(script).arguments()).isEqualTo("{}");
  }

  @Test
  void read_textThatLooksLikeACall_isNone() {
    assertThat(one("text(\"await tools.a({})\"); await tools.b({x: 1}); // tools.c({})").tool())
        .isEqualTo("b");
    assertThat(ToolScript.read("print(open('a').read())").calls()).isEmpty();
  }

  /** Broken and hostile scripts end, and soon. */
  @Test
  void read_hostileScripts_takeLinearTime() {
    for (String part :
        List.of(
            "[",
            "{a:",
            "`${",
            "'",
            "x = [",
            "a + ",
            "tools.a(",
            "/",
            "\\",
            "tools.exec_command({cmd:")) {
      ToolScript script = ToolScript.read("await tools.z(" + part.repeat(60_000));
      assertThat(script.calls().size()).isLessThanOrEqualTo(64);
    }
  }
}

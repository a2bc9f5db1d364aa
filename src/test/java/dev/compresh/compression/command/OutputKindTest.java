package dev.compresh.compression.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ToolUse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputKindTest {
  @ParameterizedTest
  @CsvSource({
    "Read, /a/b.py, FILE",
    "Edit, /a/b.py, FILE",
    "MultiEdit, /a/b.py, FILE",
    "NotebookRead, x.ipynb, FILE",
    "read_file, a.c, FILE",
    "str_replace_based_edit_tool, a.c, FILE",
    "mcp__filesystem__read_file, a.c, FILE",
    "apply_patch, '', FILE",
    "view, '', FILE",
    "codebase_search, query, FILE",
    "Grep, foo, SEARCH",
    "ripgrep_search, foo, SEARCH",
    "search_files, foo, SEARCH",
    "Glob, **/*.ts, LISTING",
    "LS, /a, LISTING",
    "list_files, src, LISTING",
    "list_dir, src, LISTING",
    "file_search, main, LISTING",
    "get_user_profile, '', DATA",
    "read_email, 17, DATA",
    "open_ticket, '', DATA",
    "create_order, '', DATA",
    "WebFetch, https://a.b, DATA",
    "TodoWrite, '', DATA",
    "Task, '', DATA"
  })
  void of_tools(String tool, String target, OutputKind outputKind) {
    assertThat(OutputKind.of(new ToolUse(tool, "", target, List.of()))).isEqualTo(outputKind);
  }

  @ParameterizedTest
  @CsvSource({
    "cd a && cat b.c, FILE",
    "git log -p, DIFF",
    "git diff HEAD~1, DIFF",
    "git ls-files, LISTING",
    "git grep -n main, SEARCH",
    "git status && git diff, DIFF",
    "tree -L 2, LISTING",
    "ls; make, LISTING",
    "make && cat log, FILE",
    "npm test, SHELL",
    "curl -s localhost:3000, TEXT",
    "wget -qO- localhost, TEXT",
    "cd web && npx prettier a.html, TEXT",
    "sudo -u app timeout 5 curl -s localhost, TEXT",
    "ssh web1 'cat /etc/hosts', FILE",
    "git cat-file -p HEAD:a.html, FILE",
    "git show HEAD:a.html, FILE",
    "cat a.json | jq ., FILE",
    "jq . a.json, TEXT",
    "echo --- && npm test, SHELL",
    "sed -i s/a/b/ a.c && bash run.sh, SHELL",
    "sed -ni.bak p a.c; make, SHELL",
    "perl -pi -e s/a/b/ a.c && make, SHELL",
    "perl -ne print a.c, FILE",
    "sed -e s/i/j/ a.c, FILE",
    "sort -o a a && make, SHELL",
    "cat a > b && make, SHELL",
    "make | tee log, SHELL",
    "'', SHELL"
  })
  void of_commands(String command, OutputKind outputKind) {
    String run = command.isEmpty() ? "true" : command;
    assertThat(OutputKind.of(new ToolUse("bash", run, "", List.of()))).isEqualTo(outputKind);
  }
}

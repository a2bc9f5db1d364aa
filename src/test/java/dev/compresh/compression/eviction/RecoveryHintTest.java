package dev.compresh.compression.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ToolUse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markers suggest nothing to be run again that may send, deploy, write or delete. */
class RecoveryHintTest {
  private static RecoveryHint of(String command) {
    return RecoveryHint.of(new ToolUse("Bash", command, "", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python3 send_invoices.py --month 11",
        "make deploy",
        "npm run migrate",
        "pytest -q",
        "git push origin main",
        "git commit -am x && git status",
        "kubectl delete pod a; kubectl get pods",
        "kubectl apply -f x.yaml | tail -3",
        "cat a.txt > b.txt",
        "cat a.txt >> b.txt",
        "cat <<EOF | sh\nrm x\nEOF",
        "ls | xargs rm",
        "find . -name '*.tmp' -delete",
        "find . -exec rm {} ;",
        "sort -o data.txt data.txt",
        "sort -uo data.txt data.txt",
        "less -o log.txt data.txt",
        "sed -i s/a/b/ x && cat x",
        "sed -n 's/x/rm y/ep' z",
        "echo $(rm x)",
        "cat `rm x`",
        "tee out.txt",
        "curl https://example.org/api",
        "ssh host 'systemctl restart web'",
        "bash -lc 'cat a'",
        "terraform apply",
        "psql -c 'delete from t'",
        "git diff --output=x",
        "rg --pre ./run x",
        "git branch -D old",
        "tree -o out.txt",
        "docker run x",
        "awk '{print > \"f\"}' x",
        ""
      })
  void whatMayDoMore_isNotToBeRunAgain(String command) {
    String words = of(command).words("it", 40, false);
    assertThat(words).isEqualTo("it: 40 lines cut");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git status",
        "git -C lib log --oneline -20",
        "git diff HEAD~1 -- src | head -50",
        "ls -la src && git --no-pager log -3",
        "grep -rn 'a > b' src | wc -l",
        "kubectl get pods -n web -o yaml 2>/dev/null",
        "docker logs web 2>&1 | tail -20",
        "ps aux | grep java",
        "find . -name '*.py' | sort"
      })
  void whatOnlyReads_mayBeRunAgain(String command) {
    assertThat(of(command).words("it", 2, false)).isEqualTo("it: 2 lines cut; run again if needed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat a.py", "cd src && sed -n '5,30p' a.py", "nl -ba a.py | head -5"})
  void filesThatACommandReads_mayBeReadAgain(String command) {
    assertThat(of(command)).isEqualTo(RecoveryHint.READ);
  }

  @Test
  void toolsByTheirNames() {
    assertThat(tool("get_order")).isEqualTo(RecoveryHint.CALL);
    assertThat(tool("mcp__crm__listContacts")).isEqualTo(RecoveryHint.CALL);
    assertThat(tool("update_list")).isEqualTo(RecoveryHint.NEVER);
    assertThat(tool("getOrCreateInvoice")).isEqualTo(RecoveryHint.NEVER);
    assertThat(tool("send_email")).isEqualTo(RecoveryHint.NEVER);
    assertThat(tool("query_db")).isEqualTo(RecoveryHint.NEVER);
    assertThat(tool("mcp__postgres__query")).isEqualTo(RecoveryHint.NEVER);
    assertThat(tool("search_and_book")).isEqualTo(RecoveryHint.NEVER);
    assertThat(tool("fetchAndArchiveMail")).isEqualTo(RecoveryHint.NEVER);
    assertThat(tool("mailing_listing")).isEqualTo(RecoveryHint.NEVER);
  }

  private static RecoveryHint tool(String name) {
    return RecoveryHint.of(new ToolUse(name, "", "", List.of()));
  }
}

package dev.compresh.compression.eviction;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ToolUse;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvictionCandidatesTest {
  private static HeldResult read(int message, String path, int first, int last) {
    ToolUse use = new ToolUse("Read", "", path, List.of());
    return new HeldResult(
        message, use, new FileAccess(path, false, first, last, true, last - first + 1), 200, false);
  }

  private static HeldResult told(int message, ToolUse use, boolean fixed) {
    return new HeldResult(message, use, FileAccess.NONE, 200, fixed);
  }

  @Test
  void readsAreSupersededByWhatShowsAllTheyShow() {
    List<HeldResult> results =
        List.of(read(1, "a", 1, 50), read(3, "a", 60, 90), read(5, "a", 1, 55), read(7, "b", 1, 9));
    EvictionCandidates evictionCandidates = EvictionCandidates.of(results, Set.of(), 9);
    assertThat(evictionCandidates.superseded()).containsExactly(0);
    assertThat(evictionCandidates.texts()).containsExactly(1, 2, 3);
  }

  @Test
  void theNewestVersionOfAChangedFile_isNotStale() {
    List<HeldResult> results =
        List.of(read(1, "a", 1, 50), read(3, "a", 1, 50), read(5, "b", 1, 9));
    EvictionCandidates evictionCandidates = EvictionCandidates.of(results, Set.of("a"), 9);
    assertThat(evictionCandidates.superseded()).containsExactly(0);
    assertThat(evictionCandidates.texts()).containsExactly(2);
  }

  @Test
  void whatIsFixedRecentOrSmall_stays() {
    ToolUse run = new ToolUse("bash", "make", "", List.of());
    HeldResult small = new HeldResult(2, run, FileAccess.NONE, 30, false);
    List<HeldResult> results =
        List.of(told(1, run, true), small, told(3, run, false), told(9, run, false));
    assertThat(EvictionCandidates.of(results, Set.of(), 9).runs()).containsExactly(2);
  }

  @Test
  void whatATrueActionTold_cannotBeGotAgain() {
    ToolUse book = new ToolUse("book_reservation", "", "", List.of());
    ToolUse get = new ToolUse("get_reservation", "", "", List.of());
    EvictionCandidates evictionCandidates =
        EvictionCandidates.of(List.of(told(1, book, false), told(3, get, false)), Set.of(), 9);
    assertThat(evictionCandidates.rest()).containsExactly(0);
    assertThat(evictionCandidates.runs()).containsExactly(1);
    assertThat(RecoveryHint.of(book).words("book_reservation", 3, false))
        .isEqualTo("book_reservation: 3 lines cut");
    assertThat(RecoveryHint.of(get).words("get_reservation", 1, false))
        .isEqualTo("get_reservation: 1 line cut; call again if needed");
  }

  @Test
  void aRemarkThatNothingChanged_makesNoFullCopyStale() {
    ToolUse read = new ToolUse("Read", "", "/src/a.go", List.of());
    String text =
        IntStream.rangeClosed(1, 60).mapToObj(i -> i + "\t" + "x" + i).collect(joining("\n"));
    for (String remark :
        List.of(
            "File unchanged since last read. Refer to the earlier result.",
            "[unchanged]",
            "Already read: /src/a.go\nIts content has not changed.")) {
      HeldResult copy = new HeldResult(1, read, FileAccess.of(read, text), 400, false);
      HeldResult stub = new HeldResult(3, read, FileAccess.of(read, remark), 90, false);
      assertThat(EvictionCandidates.of(List.of(copy, stub), Set.of(), 9).superseded()).isEmpty();
      assertThat(EvictionCandidates.of(List.of(copy, copy), Set.of(), 9).superseded())
          .containsExactly(0);
    }
  }

  /** What code in a tool did is not known: its files may be the only copies. */
  @Test
  void whatCodePrinted_cannotBeGotAgain() {
    String code = "const a = await download('a.go');\nconsole.log(a.split('\\n')[0]);";
    ToolUse exec = ToolUse.read("exec", code);
    ToolUse cell = ToolUse.read("python", "{\"code\":\"print(open('a.py').read())\"}");
    EvictionCandidates evictionCandidates =
        EvictionCandidates.of(List.of(told(1, exec, false), told(3, cell, false)), Set.of(), 9);
    assertThat(evictionCandidates.rest()).containsExactly(0, 1);
    assertThat(evictionCandidates.obtainable()).isEmpty();
  }
}

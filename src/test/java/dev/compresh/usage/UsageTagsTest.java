package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.usage.UsageTags.InvalidTags;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageTagsTest {

  @Test
  void parse_sortsByNameAndStripsBlanks() throws Exception {
    assertThat(UsageTags.parse(" ticket=42 , project=web", List.of()))
        .containsExactly("project=web", "ticket=42");
    assertThat(UsageTags.parse("a=b.c:d-e_F9", List.of())).containsExactly("a=b.c:d-e_F9");
    assertThat(UsageTags.parse(null, List.of())).isEmpty();
    assertThat(UsageTags.parse("  ", List.of())).isEmpty();
  }

  @Test
  void parse_refusesWhatCannotBeStored() {
    for (String text :
        List.of(
            "project",
            "=web",
            "project=",
            "project=web=x",
            "project=web,",
            "pro ject=web",
            "project=w\u00e4b",
            "project=<script>",
            "a=b,a=c",
            "x".repeat(65) + "=1",
            "x=" + "1".repeat(65),
            "x=" + "1".repeat(2_000))) {
      assertThatThrownBy(() -> UsageTags.parse(text, List.of()))
          .as(text)
          .isInstanceOf(InvalidTags.class);
    }
  }

  @Test
  void parse_takesEightTagsAndNoMore() throws Exception {
    assertThat(UsageTags.parse(tags(8), List.of())).hasSize(8);
    assertThatThrownBy(() -> UsageTags.parse(tags(9), List.of()))
        .isInstanceOf(InvalidTags.class)
        .hasMessageContaining("at most 8");
  }

  private static String tags(int count) {
    return String.join(",", IntStream.range(0, count).mapToObj(i -> "t" + i + "=1").toList());
  }

  @Test
  void parse_refusesNamesThatTheOrganizationDoesNotAllow() throws Exception {
    List<String> allowed = List.of("project", "team");
    assertThat(UsageTags.parse("project=a", allowed)).containsExactly("project=a");
    assertThatThrownBy(() -> UsageTags.parse("project=a,ticket=1", allowed))
        .hasMessageContaining("'ticket'")
        .hasMessageContaining("project, team");
  }

  @Test
  void merge_keepsTheRequestsOwnAndNeverMoreThanEight() {
    assertThat(UsageTags.merge(List.of("project=web", "team=a"), List.of("project=api")))
        .containsExactly("project=api", "team=a");
    assertThat(UsageTags.merge(List.of(), List.of("a=b"))).containsExactly("a=b");
    assertThat(UsageTags.merge(List.of("a=b"), List.of())).containsExactly("a=b");
    List<String> own = List.of(tags(8).split(","));
    assertThat(UsageTags.merge(List.of("z=1"), own)).hasSize(8).doesNotContain("z=1");
  }
}

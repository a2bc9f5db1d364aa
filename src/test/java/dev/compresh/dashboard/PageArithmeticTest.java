package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What pages compute by themselves: rounding, layouts, paces. */
@ExtendWith(DashboardWorld.Shared.class)
class PageArithmeticTest {
  private static final String IMPORT =
      """
      async path => {
        const base = document.querySelector('script[type=module]').src.replace('main.js', '');
        window.subject = await import(base + path);
        return true;
      }
      """;

  private static Object run(DashboardWorld world, String module, String script) {
    try (DashboardTab tab = world.open(DashboardScreen.DESK_LIGHT)) {
      tab.page().navigate("/");
      tab.page().evaluate(IMPORT, module);
      return tab.page().evaluate(script);
    }
  }

  @Test
  void theSentenceInMoney_addsUpAsShown(DashboardWorld world) {
    String script =
        """
        () => {
          const { moneySum } = window.subject;
          const read = text => Number(text.replace('−', '-').replace('$', '').replaceAll(',', ''));
          const wrong = [];
          let seed = 7;
          const next = most => { seed = (seed * 48271) % 2147483647; return seed % most; };
          for (let i = 0; i < 3000; i++) {
            const scale = 10 ** next(10);
            const paid = next(scale);
            const without = next(scale);
            const s = moneySum(paid, without);
            if (Math.abs(read(s.paid) + read(s.saved) - read(s.without)) > 1e-9) wrong.push([paid, without, s]);
          }
          return JSON.stringify(wrong.slice(0, 3));
        }
        """;
    assertThat(run(world, "format.js", script)).isEqualTo("[]");
  }

  @Test
  void amounts_showDigitsThatTellSomething(DashboardWorld world) {
    String script =
        "() => [0, 1, 1234, 99999, 1000000, 52900000, 1234567890123, -11700000]"
            + ".map(v => window.subject.money(v)).join(' ')";
    assertThat(run(world, "format.js", script))
        .isEqualTo("$0.00 $0.000001 $0.00123 $0.1000 $1.00 $52.90 $1,234,567.89 −$11.70");
  }

  @Test
  void aWaterfall_withALossBelowZero_staysInItsFrame(DashboardWorld world) {
    String script =
        """
        () => {
          const spans = window.subject.layOut([{value: 100, total: true}, {value: -30}, {value: 45},
            {value: 20}, {value: -35, total: true}]);
          return spans.every(s => s.left >= 0 && s.width >= 0 && s.left + s.width <= 100.001)
            && spans[4].left === 0;
        }
        """;
    assertThat(run(world, "parts/waterfall.js", script)).isEqualTo(true);
  }

  @Test
  void aBudget_saysWhenItIsReachedAtThisPace(DashboardWorld world) {
    String script =
        """
        () => {
          const now = Date.UTC(2026, 10, 11);
          const cap = (spent, most) => ({ spent_micros: spent, remaining_micros: most - spent,
            resets_at: '2026-12-01T00:00:00Z', period: 'month' });
          return [window.subject.daysLeft(cap(50, 100), now), window.subject.daysLeft(cap(10, 100), now),
            window.subject.daysLeft(cap(0, 100), now)].join(' ');
        }
        """;
    assertThat(run(world, "parts/budget.js", script)).isEqualTo("10  ");
  }

  @Test
  void statements_knowTheLengthsOfMonths(DashboardWorld world) {
    String script =
        "() => ['2026-11', '2026-02', '2028-02', '2026-12']"
            + ".map(m => window.subject.days(m).to).join(' ')";
    assertThat(run(world, "pages/statement.js", script))
        .isEqualTo("2026-11-30 2026-02-28 2028-02-29 2026-12-31");
  }
}

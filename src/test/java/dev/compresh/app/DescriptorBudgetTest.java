package dev.compresh.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some descriptors stay free, however few there are. */
final class DescriptorBudgetTest {
  @ParameterizedTest
  @CsvSource({"256, 100", "1024, 120", "4096, 120", "65536, 200", "1048576, 200"})
  void clientsAndTheirProviders_leaveSomeForTheRest(long most, long open) {
    DescriptorBudget budget = new DescriptorBudget(most, open);
    long left = most - open - 2L * budget.clients();
    assertThat(left).isGreaterThan(budget.admin());
    assertThat(budget.clients()).isGreaterThanOrEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"64, 60", "100, 100", "128, 500"})
  void whereThereAreHardlyAny_aFewConnectionsAreTakenAllTheSame(long most, long open) {
    assertThat(new DescriptorBudget(most, open).clients()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807, 10"})
  void anUnlimitedProcess_hasABoundAllTheSame(long most, long open) {
    assertThat(new DescriptorBudget(most, open).clients()).isEqualTo(1_000_000);
  }
}

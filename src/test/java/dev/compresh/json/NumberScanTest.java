package dev.compresh.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Numbers of JSON are read whole: sign, fraction, exponent. */
class NumberScanTest {
  private static NumberScan read(String text) {
    NumberScan scan = new NumberScan();
    for (byte b : text.getBytes(US_ASCII)) {
      assertThat(scan.take(b)).isTrue();
    }
    return scan;
  }

  @Test
  void exponentsAndFractions_count() {
    assertThat(read("1e3").scaled(0)).isEqualTo(1_000);
    assertThat(read("1E+3").scaled(0)).isEqualTo(1_000);
    assertThat(read("1500e-2").scaled(0)).isEqualTo(15);
    assertThat(read("10.7").scaled(0)).isEqualTo(11);
    assertThat(read("-100").scaled(0)).isEqualTo(-100);
    assertThat(read("0.00014").scaled(6)).isEqualTo(140);
    assertThat(read("318319000").scaled(-4)).isEqualTo(31_832);
    assertThat(read("0").scaled(6)).isZero();
  }

  @Test
  void wholeNumbers_areToldFromOthers() {
    for (String whole : new String[] {"0", "7", "1e3", "2.0", "1.50e1", "0.0e-9", "100e-2"}) {
      assertThat(read(whole).isWhole()).as(whole).isTrue();
    }
    for (String part : new String[] {"10.7", "1e-1", "1.55e1", "101e-2"}) {
      assertThat(read(part).isWhole()).as(part).isFalse();
    }
  }

  @Test
  void whatNoLongHolds_isTheLargestValue() {
    assertThat(read("1e20").scaled(0)).isEqualTo(NumberScan.MOST);
    assertThat(read("1e999999999").scaled(0)).isEqualTo(NumberScan.MOST);
    assertThat(read("9".repeat(10_000)).scaled(0)).isEqualTo(NumberScan.MOST);
    assertThat(read("-1e40").scaled(0)).isEqualTo(-NumberScan.MOST);
    assertThat(read("1e-999999999").scaled(0)).isZero();
    assertThat(read("0e999999999").scaled(0)).isZero();
  }

  @Property(tries = 1_000, seed = "1")
  void anyNumber_isReadAsTheLibraryReadsIt(
      @ForAll @IntRange(min = -99_999_999, max = 99_999_999) int digits,
      @ForAll @IntRange(min = 0, max = 12) int scale,
      @ForAll @IntRange(min = -9, max = 9) int power) {
    BigDecimal number = BigDecimal.valueOf(digits, scale);
    BigDecimal expected = number.scaleByPowerOfTen(power).setScale(0, RoundingMode.HALF_UP);
    if (expected.abs().longValue() < NumberScan.MOST / 10) {
      assertThat(read(number.toPlainString()).scaled(power)).isEqualTo(expected.longValue());
      assertThat(read(digits + "e" + -scale).scaled(power)).isEqualTo(expected.longValue());
    }
  }
}

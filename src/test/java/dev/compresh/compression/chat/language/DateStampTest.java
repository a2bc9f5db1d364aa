package dev.compresh.compression.chat.language;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateStampTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1:56 pm on 8 May, 2023] Hello there",
        "8 May 2023: coffee with Ann",
        "## 2023-05-08",
        "Session 3 - 8 May 2023",
        "Monday, 8. Mai 2023",
        "08.05.2023",
        "Date: 2023-05-08",
        "2023-05-08T10:00:00Z",
        "2023-05-08 10:00 Anna: hi",
        "Today is Monday, the 8th of May 2023",
        "Hi! It's Monday, May 8, 2023.",
        "Heute ist der 8. Mai 2023.",
        "Hoy es 8 de mayo de 2023.",
        "今天是2023年5月8日。"
      })
  void aHeadingOrASentenceAboutTodayIsTheDate(String line) {
    DateStamp dateStamp = DateStamp.of(line);
    assertThat(requireNonNull(dateStamp).day().date()).isEqualTo(LocalDate.of(2023, 5, 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 tickets for 8 May",
        "8 May is my birthday",
        "3 weeks are left until 8 May 2023",
        "The due date is May 8",
        "I booked today for May 8",
        "Let us meet on 2023-05-08.",
        "5/8/2023"
      })
  void aDateThatIsMerelySpokenOfIsNone(String line) {
    assertThat(DateStamp.of(line)).isNull();
  }
}

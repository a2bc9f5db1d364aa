package dev.compresh.compression.chat.language;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeDatesTest {
  /** A Monday. */
  private static final CalendarDay SAID = requireNonNull(DateFinder.find("8 May 2023"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I saw her yesterday.                | I saw her yesterday (2023-05-07).
          It broke last Friday, twice.        | It broke last Friday (2023-05-05), twice.
          We move next month!                 | We move next month (2023-06)!
          I signed two weeks ago.             | I signed two weeks ago (2023-04-24).
          The exam is in three days.          | The exam is in three days (2023-05-11).
          We meet next Wednesday at 9.        | We meet next Wednesday (2023-05-17) at 9.
          I'm free this weekend.              | I'm free this weekend (2023-05-13/14).
          Last week was busy.                 | Last week (week of 2023-05-01) was busy.
          A year ago I lived in Turin.        | A year ago (2022) I lived in Turin.
          It was the day before yesterday.    | It was the day before yesterday (2023-05-06).
          Last December it snowed.            | Last December (2022-12) it snowed.
          I left 10 months ago.               | I left 10 months ago (2022-07).
          Gestern war ich beim Arzt.          | Gestern (2023-05-07) war ich beim Arzt.
          Das ist vor zwei Wochen passiert.   | Das ist vor zwei Wochen (2023-04-24) passiert.
          Der Umzug ist nächsten Monat.       | Der Umzug ist nächsten Monat (2023-06).
          Je suis venu hier.                  | Je suis venu hier (2023-05-07).
          C'est il y a trois jours.           | C'est il y a trois jours (2023-05-05).
          Llegué la semana pasada con mi tía. | Llegué la semana pasada (week of 2023-05-01) con mi tía.
          我昨天去了医院。                      | 我昨天 (2023-05-07)去了医院。
          下周五要做手术。                      | 下周五 (2023-05-19)要做手术。
          三天前还好。                          | 三天前 (2023-05-05)还好。
          来週の金曜日に会いましょう。            | 来週の金曜日 (2023-05-19)に会いましょう。
          """)
  void wordsGetTheDayOrPeriodThatTheyMean(String said, String resolved) {
    assertThat(RelativeDates.resolve(said, SAID)).isEqualTo(resolved);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          He finished the book in three days.
          For the last week I slept badly.
          The next day it rained.
          See you tomorrow, 9 May.
          It broke last Friday (5 May).
          Am Morgen ist es kalt, guten Morgen.
          Ich habe das in zwei Wochen geschafft.
          Vivo aquí y tomo café por la mañana.
          She will be back in 20 minutes.
          The last one that I ate was fine.
          """)
  void durationsAndDatesSaidAlreadyStayAsTheyAre(String said) {
    assertThat(RelativeDates.resolve(said, SAID)).isEqualTo(said);
  }

  @Test
  void withoutAYear_daysAreNamedAndWhatNeedsAWeekdayIsLeft() {
    CalendarDay calendarDay = requireNonNull(DateFinder.find("March 2"));
    assertThat(
            RelativeDates.resolve(
                "I came yesterday, not last Friday, and go next month.", calendarDay))
        .isEqualTo("I came yesterday (1 March), not last Friday, and go next month (April).");
  }

  @Test
  void withAWeekdayButNoYear_weekdaysAreKnown() {
    CalendarDay calendarDay = requireNonNull(DateFinder.find("It's Monday, March 2."));
    assertThat(RelativeDates.resolve("I came last Friday.", calendarDay))
        .isEqualTo("I came last Friday (27 February).");
  }
}

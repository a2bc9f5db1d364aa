package dev.compresh.dashboard;

/** A size and a theme in which pages are looked at. */
enum DashboardScreen {
  DESK_LIGHT(1280, 860, false),
  DESK_DARK(1280, 860, true),
  PHONE_LIGHT(390, 844, false),
  PHONE_DARK(390, 844, true);

  private final int width;
  private final int height;
  private final boolean dark;

  DashboardScreen(int width, int height, boolean dark) {
    this.width = width;
    this.height = height;
    this.dark = dark;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  boolean dark() {
    return dark;
  }
}
